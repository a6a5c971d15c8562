delete from `gold`.`kpi_values` where true;
