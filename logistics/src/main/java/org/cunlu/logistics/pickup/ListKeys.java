package org.cunlu.logistics.pickup;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.FieldCipher;

/** The key that signs lists for phones: one for all instances, made once, its private half sealed. */
@Singleton
class ListKeys {
    static final String CONTEXT = "log_list_key.private";
    private static final String ONLY = "LIST";

    private final Sql sql;
    private final Transactions transactions;
    private final FieldCipher cipher;
    private final Clock clock;
    private volatile Pair known;

    ListKeys(Sql sql, Transactions transactions, FieldCipher cipher, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.cipher = cipher;
        this.clock = clock;
    }

    private record Pair(String publicKey, PrivateKey own) {}

    String publicKey() {
        return pair().publicKey();
    }

    /** @return r and s of 32 bytes each, base64, as browsers check it */
    String sign(String text) {
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair().own());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Pair pair() {
        Pair now = known;
        if (now == null) {
            now = transactions.read(this::find).orElseGet(this::make);
            known = now;
        }
        return now;
    }

    /** Of instances that make one at once, the first one's is everybody's. */
    private Pair make() {
        KeyPair fresh = fresh();
        String own = Base64.getEncoder().encodeToString(fresh.getPrivate().getEncoded());
        return transactions.run(() -> {
            sql.change(
                    "INSERT IGNORE INTO log_list_key (key_id, public_key, private_sealed, made_at) VALUES (?, ?, ?, ?)",
                    ONLY,
                    Base64.getEncoder().encodeToString(fresh.getPublic().getEncoded()),
                    cipher.seal(CONTEXT, own),
                    clock.instant());
            return find().orElseThrow();
        });
    }

    private Optional<Pair> find() {
        return sql.one(
                "SELECT public_key, private_sealed FROM log_list_key WHERE key_id = ?",
                row -> new Pair(row.string("public_key"), opened(cipher.open(CONTEXT, row.bytes("private_sealed")))),
                ONLY);
    }

    private static PrivateKey opened(String encoded) {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair fresh() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
