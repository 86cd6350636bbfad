package org.cunlu.kernel.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldCipherTest {
    private static final String PHONE = "acc_account.phone";
    private static final String KEY = Base64.getEncoder().encodeToString("0123456789abcdef0123456789ABCDEF".getBytes());
    private static final String OTHER =
            Base64.getEncoder().encodeToString("0123456789ABCDEF0123456789abcdef".getBytes());

    private final FieldCipher cipher = cipher(new Secrets(KEY, OTHER, null));
    private final BlindIndex index = new BlindIndex(new Secrets(KEY, OTHER, null));

    @Test
    void opensWhatItSealed() {
        for (String text : new String[] {"", "13800000000", "忠县石宝镇 🏠", "x".repeat(10_000)}) {
            assertThat(cipher.open(PHONE, cipher.seal(PHONE, text))).isEqualTo(text);
        }
    }

    @Test
    void sealsTheSameTextDifferentlyEachTimeAnd29BytesLonger() {
        byte[] once = cipher.seal(PHONE, "13800000000");
        assertThat(once).hasSize(11 + 29).isNotEqualTo(cipher.seal(PHONE, "13800000000"));
    }

    @Test
    void refusesEachSingleChangedBit() {
        byte[] sealed = cipher.seal(PHONE, "13800000000");
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> cipher.open(PHONE, changed)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> cipher.open(PHONE, new byte[0])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensNowhereElseAndWithNoOtherKey() {
        byte[] sealed = cipher.seal(PHONE, "13800000000");
        assertThatThrownBy(() -> cipher.open("acc_account.name", sealed)).isInstanceOf(IllegalStateException.class);
        var stranger = cipher(new Secrets(OTHER, KEY, null));
        assertThatThrownBy(() -> stranger.open(PHONE, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBlindIndexIsStableAndDependsOnTextContextAndKey() {
        byte[] hash = index.of(PHONE, "13800000000");
        assertThat(hash).hasSize(BlindIndex.BYTES).isEqualTo(index.of(PHONE, "13800000000"));
        assertThat(hash).isNotEqualTo(index.of(PHONE, "13800000001"));
        assertThat(hash).isNotEqualTo(index.of("acc_account.phone.last4", "13800000000"));
        assertThat(hash).isNotEqualTo(new BlindIndex(new Secrets(OTHER, KEY, null)).of(PHONE, "13800000000"));
    }

    @Test
    void aBlindIndexKnowsWhereTheContextEnds() {
        assertThat(index.of("acc.a", "bc")).isNotEqualTo(index.of("acc.ab", "c"));
    }

    @Test
    void refusesMissingShortEqualAndMadeUpKeysWithoutQuotingThem() {
        String shortKey = Base64.getEncoder().encodeToString("0123456789abcdef0123456789ABCDE".getBytes());
        String zeros = Base64.getEncoder().encodeToString(new byte[32]);
        for (String bad : new String[] {null, "", "   ", "not base64!", shortKey, zeros, KEY}) {
            assertThatThrownBy(() -> new Secrets(bad, KEY, null))
                    .isInstanceOf(ConfigurationException.class)
                    .satisfies(refused -> {
                        if (bad != null && !bad.isBlank()) {
                            assertThat(refused.getMessage()).doesNotContain(bad);
                        }
                    });
        }
    }

    @Test
    void whileTheFieldKeyIsBeingChangedWhatTheOneBeforeSealedOpensStill() {
        byte[] sealed = cipher.seal(PHONE, "13800000000");
        var changed = cipher(new Secrets(OTHER, KEY, KEY));
        assertThat(changed.open(PHONE, sealed)).isEqualTo("13800000000");
        byte[] anew = changed.seal(PHONE, "13800000000");
        assertThatThrownBy(() -> cipher.open(PHONE, anew)).isInstanceOf(IllegalStateException.class);
    }

    /** With no key beside the field key, as every county begins. */
    private static FieldCipher cipher(Secrets secrets) {
        var table = new DataKeyTable(null) {
            @Override
            List<Kept> all() {
                return List.of(new Kept(1, null, DataKey.State.ACTIVE, Instant.EPOCH));
            }
        };
        return new FieldCipher(new DataKeys(table, secrets));
    }
}
