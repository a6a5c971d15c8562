//go:build tools

// Package engines pins the two servers the tests run against, so that go.sum holds their checksums.
package engines

import (
	_ "github.com/fsouza/fake-gcs-server"
	_ "github.com/goccy/bigquery-emulator/cmd/bigquery-emulator"
)
