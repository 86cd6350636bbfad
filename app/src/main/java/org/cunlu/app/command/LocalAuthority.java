package org.cunlu.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A certificate authority of this checkout alone, made once by the JDK's own keytool, and the certificate of our server that it
 * signs: camera and offline pages of a phone need HTTPS, and nobody else's authority signs for an address in a local network.
 */
final class LocalAuthority {
    /** Phones take no certificate of a server that holds for longer than 825 days, and browsers frown above 398. */
    private static final int SERVER_DAYS = 397;

    private static final int AUTHORITY_DAYS = 3650;
    private static final Duration RENEW_BEFORE = Duration.ofDays(1);
    private static final int RANDOM_BYTES = 24;
    private static final String AUTHORITY = "ca";
    private static final String SERVER = "server";

    private final Path folder;
    private final Clock clock;
    private final Keytool keytool;

    /** @param folder where it is kept, readable by its owner alone */
    LocalAuthority(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.keytool = new Keytool(folder);
    }

    /**
     * What a server shows.
     * @param keyStore PKCS#12 with its key and the chain @param certificate of the authority, PEM, to be trusted by phones
     * @param fingerprint SHA-256 of the authority's certificate, as phones show it
     */
    record Issued(Path keyStore, String password, Path certificate, String fingerprint) {
        /** Hides the password from logs. */
        @Override
        public String toString() {
            return "Issued[" + fingerprint + "]";
        }
    }

    /** Makes what is missing, what ends within a day, and what is for other addresses than these. @param addresses literal, v4 or v6 */
    Issued issue(List<String> addresses) {
        try {
            prepare();
            if (ending(store(AUTHORITY), AUTHORITY)) {
                makeAuthority();
            }
            X509Certificate authority = certificate(store(AUTHORITY), AUTHORITY);
            if (!fits(addresses, authority)) {
                makeServer(addresses);
            }
            return new Issued(store(SERVER), password(), folder.resolve("ca.crt"), fingerprint(authority));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new CommandFailure("证书不可用，请删除 " + folder + " 后重试 · Unusable certificates: delete " + folder, e);
        }
    }

    private void prepare() throws IOException {
        var own = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, own);
        Path file = keytool.passwordFile();
        if (!Files.exists(file)) {
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
    }

    private void makeAuthority() throws IOException {
        Path made = folder.resolve("ca.draft");
        Files.deleteIfExists(made);
        keytool.run(
                "-genkeypair",
                "-alias",
                AUTHORITY,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-keystore",
                made.toString(),
                "-dname",
                "CN=Cunlu 村路 local CA " + HexFormat.of().toHexDigits(new SecureRandom().nextInt()),
                "-startdate",
                "-1d",
                "-validity",
                String.valueOf(AUTHORITY_DAYS),
                "-ext",
                "bc:critical=ca:true,pathlen:0",
                "-ext",
                "ku:critical=keyCertSign,cRLSign");
        keytool.run(
                "-exportcert",
                "-rfc",
                "-alias",
                AUTHORITY,
                "-keystore",
                made.toString(),
                "-file",
                certificate().toString());
        keep(made, store(AUTHORITY));
    }

    private void makeServer(List<String> addresses) throws IOException {
        Path made = folder.resolve("server.draft");
        Path asked = folder.resolve("server.csr");
        Path signed = folder.resolve("server.crt");
        Files.deleteIfExists(made);
        String store = made.toString();
        keytool.run(
                "-genkeypair",
                "-alias",
                SERVER,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-keystore",
                store,
                "-dname",
                "CN=Cunlu");
        keytool.run("-certreq", "-alias", SERVER, "-keystore", store, "-file", asked.toString());
        String names = Stream.concat(
                        Stream.of("dns:localhost"), addresses.stream().map(each -> "ip:" + each))
                .collect(Collectors.joining(","));
        keytool.run(
                "-gencert",
                "-rfc",
                "-alias",
                AUTHORITY,
                "-keystore",
                store(AUTHORITY).toString(),
                "-infile",
                asked.toString(),
                "-outfile",
                signed.toString(),
                "-startdate",
                "-1d",
                "-validity",
                String.valueOf(SERVER_DAYS),
                "-ext",
                "san=" + names,
                "-ext",
                "eku=serverAuth",
                "-ext",
                "ku:critical=digitalSignature");
        keytool.run(
                "-importcert",
                "-noprompt",
                "-alias",
                AUTHORITY,
                "-keystore",
                store,
                "-file",
                certificate().toString());
        keytool.run("-importcert", "-noprompt", "-alias", SERVER, "-keystore", store, "-file", signed.toString());
        Files.delete(asked);
        Files.delete(signed);
        keep(made, store(SERVER));
    }

    private static void keep(Path made, Path file) throws IOException {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
        Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean fits(List<String> addresses, X509Certificate authority)
            throws IOException, GeneralSecurityException {
        if (ending(store(SERVER), SERVER)) {
            return false;
        }
        X509Certificate own = certificate(store(SERVER), SERVER);
        return own.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
                && names(own).equals(canonical(addresses));
    }

    /** @return whether there is none, or it ends within a day */
    private boolean ending(Path store, String alias) throws IOException, GeneralSecurityException {
        if (!Files.exists(store)) {
            return true;
        }
        Instant end = certificate(store, alias).getNotAfter().toInstant();
        return end.minus(RENEW_BEFORE).isBefore(clock.instant());
    }

    private static Set<String> names(X509Certificate certificate) throws IOException, GeneralSecurityException {
        var all = new ArrayList<String>();
        for (List<?> name : certificate.getSubjectAlternativeNames()) {
            all.add(String.valueOf(name.get(1)));
        }
        all.remove("localhost");
        return canonical(all);
    }

    private static Set<String> canonical(List<String> addresses) throws IOException {
        var all = new TreeSet<String>();
        for (String each : addresses) {
            all.add(InetAddress.getByName(each).getHostAddress());
        }
        return all;
    }

    private X509Certificate certificate(Path file, String alias) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, password().toCharArray());
        }
        if (!(store.getCertificate(alias) instanceof X509Certificate found)) {
            throw new GeneralSecurityException("no certificate in " + file);
        }
        return found;
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private Path certificate() {
        return folder.resolve("ca.crt");
    }

    private String password() throws IOException {
        return Files.readString(keytool.passwordFile(), StandardCharsets.US_ASCII);
    }

    private static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    }
}
