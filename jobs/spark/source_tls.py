"""How a database proves to Spark who it is: TLS of 1.2 or newer, as jobs/sources/mysql/tls.ts has it for the steps."""

# The file holds certificates, which are public. Java wants a password for its check sum all the same.
FILE, PASSWORD = "emr-authority.p12", "certificates"


def tls_options(spark, tls, authority):
    """Options of the MySQL driver: a trusted authority signed the certificate, and it names the host or the address of the URL.

    tls: "verify" or "none". authority: PEM of the only authority that may have signed; None: those that Java trusts.
    """
    if tls != "verify":
        return {"sslMode": "DISABLED"}
    options = {"sslMode": "VERIFY_IDENTITY", "tlsVersions": "TLSv1.2,TLSv1.3"}
    if not authority:
        return options
    save(spark, authority)
    return {
        **options,
        "trustCertificateKeyStoreUrl": f"file:{FILE}",
        "trustCertificateKeyStoreType": "PKCS12",
        "trustCertificateKeyStorePassword": PASSWORD,
        "fallbackToSystemTrustStore": "false",
    }


def save(spark, pem):
    """Puts the certificates into a file of the working folder: all machines find it by one relative name."""
    jvm = spark._jvm
    certificates = jvm.java.security.cert.CertificateFactory.getInstance("X.509")
    store = jvm.java.security.KeyStore.getInstance("PKCS12")
    store.load(None, None)
    for index, each in enumerate(certificates.generateCertificates(jvm.java.io.ByteArrayInputStream(pem.encode("utf-8")))):
        store.setCertificateEntry(f"authority-{index}", each)
    file = jvm.java.io.FileOutputStream(FILE)
    store.store(file, jvm.java.nio.CharBuffer.allocate(len(PASSWORD)).put(PASSWORD).array())
    file.close()
    # Executors get it into their own working folders.
    spark.sparkContext.addFile(jvm.java.io.File(FILE).getAbsolutePath())
