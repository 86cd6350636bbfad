package org.cunlu.kernel.signing;

import io.micronaut.context.exceptions.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** RSA keys as configuration names them: the text of a PEM file, bare base64, or the path of a file with either. */
public final class Pem {
    /** What is shorter can be broken. */
    private static final int BITS_MIN = 2048;

    private static final int FILE_BYTES_MAX = 64 * 1024;

    private Pem() {}

    /** @param property named in the error, which never shows the value */
    public static PrivateKey privateKey(String property, String value) {
        try {
            return strong(
                    property,
                    KeyFactory.getInstance("RSA")
                            .generatePrivate(new PKCS8EncodedKeySpec(bytes(text(property, value)))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw wrong(property, "no RSA private key in PKCS#8");
        }
    }

    /** Of a public key, or of the certificate that holds it. */
    public static PublicKey publicKey(String property, String value) {
        try {
            String text = text(property, value);
            if (text.contains("BEGIN CERTIFICATE")) {
                var certificates = CertificateFactory.getInstance("X.509");
                return strong(
                        property,
                        certificates
                                .generateCertificate(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
                                .getPublicKey());
            }
            return strong(property, KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes(text))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw wrong(property, "no RSA public key or certificate");
        }
    }

    /** @return the value itself, or what the file of that path holds, without white space at its ends */
    public static String text(String property, String value) {
        if (value.contains("-----BEGIN")) {
            return value.strip();
        }
        try {
            Path file = Path.of(value.strip());
            if (!Files.isRegularFile(file)) {
                return value.strip();
            }
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw wrong(property, "the file is too big");
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (InvalidPathException e) {
            return value.strip();
        } catch (IOException e) {
            throw wrong(property, "the file cannot be read");
        }
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text.replaceAll("-----[^-]+-----", "").replaceAll("\\s", ""));
    }

    private static <K> K strong(String property, K key) {
        if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() < BITS_MIN) {
            throw wrong(property, "no RSA key of " + BITS_MIN + " bits or more");
        }
        return key;
    }

    private static ConfigurationException wrong(String property, String what) {
        return new ConfigurationException(property + ": " + what);
    }
}
