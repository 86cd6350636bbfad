package org.cunlu.kernel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The key in the configuration is changed while instances run. */
@Tag("servers")
@Tag("any-engine")
class FieldKeyChangeTest {
    private static final String NEW = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final int MANY = 20;

    @Test
    void allKeysAreWrappedAnewWhileInstancesWithTheOldConfigurationGoOn() {
        var room = KeyRoom.fresh();
        String old = room.servers().get("cunlu.secrets.field-key");
        var both = Map.of("cunlu.secrets.field-key", NEW, "cunlu.secrets.field-key-before", old);
        try (var running = room.instance(Map.of());
                var changing = room.instance(both)) {
            KeyRoom.people(running, MANY);
            running.getBean(KeyRing.class).rotate("tester");
            running.getBean(KeyRing.class).rotate("tester");
            KeyRoom.opened(running);

            assertThat(KeyRoom.opened(changing)).isEqualTo(KeyRoom.expected(MANY));
            assertThat(changing.getBean(KeyRing.class).rewrap("tester")).isEqualTo(2);
            assertThat(changing.getBean(KeyRing.class).rewrap("tester")).isZero();
            assertThat(KeyRoom.opened(running)).isEqualTo(KeyRoom.expected(MANY));
            byte[] phone = running.getBean(FieldCipher.class).seal(KeyRoom.PHONE, "138");
            assertThat(FieldCipher.keyNumber(phone)).isEqualTo(3);

            try (var after = room.instance(Map.of("cunlu.secrets.field-key", NEW))) {
                assertThat(KeyRoom.opened(after)).isEqualTo(KeyRoom.expected(MANY));
                assertThat(after.getBean(KeyRing.class).rotate("tester").complete())
                        .isTrue();
            }
            assertThat(changing.getBean(Sql.class)
                            .list(
                                    "SELECT state_after FROM ker_trail WHERE act = 'kernel.keys-rewrapped'",
                                    row -> row.string("state_after")))
                    .containsExactlyInAnyOrder("2", "0");
        }
    }

    @Test
    void aRewrapThatFailsAtOneKeyChangesNoneAndIsStartedAgain() {
        var room = KeyRoom.fresh();
        String old = room.servers().get("cunlu.secrets.field-key");
        var both = Map.of("cunlu.secrets.field-key", NEW, "cunlu.secrets.field-key-before", old);
        try (var running = room.instance(Map.of());
                var changing = room.instance(both)) {
            KeyRoom.people(running, MANY);
            running.getBean(KeyRing.class).rotate("tester");
            running.getBean(KeyRing.class).rotate("tester");
            KeyRoom.change(running, "UPDATE ker_data_key SET wrapped = REVERSE(wrapped) WHERE key_number = 3");

            assertThatThrownBy(() -> changing.getBean(KeyRing.class).rewrap("tester"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.code()).isEqualTo("key-unknown"));
            KeyRoom.change(running, "UPDATE ker_data_key SET wrapped = REVERSE(wrapped) WHERE key_number = 3");
            // Key 2 had been wrapped anew by then; it was taken back, so one with the old configuration alone still
            // starts.
            try (var started = room.instance(Map.of())) {
                assertThat(started.getBean(KeyRing.class).list())
                        .allMatch(use -> use.key().opens());
                assertThat(KeyRoom.opened(started)).isEqualTo(KeyRoom.expected(MANY));
            }

            assertThat(changing.getBean(KeyRing.class).rewrap("tester")).isEqualTo(2);
            try (var after = room.instance(Map.of("cunlu.secrets.field-key", NEW))) {
                assertThat(KeyRoom.opened(after)).isEqualTo(KeyRoom.expected(MANY));
            }
        }
    }

    @Test
    void aProcessWithAnotherKeySealsNothingAndOpensNothingAndSaysSo() {
        var room = KeyRoom.fresh();
        try (var right = room.instance(Map.of());
                var wrong = room.instance(Map.of("cunlu.secrets.field-key", NEW))) {
            KeyRoom.people(right, MANY);
            assertThatThrownBy(() -> KeyRoom.opened(wrong)).isInstanceOf(IllegalStateException.class);
            right.getBean(KeyRing.class).rotate("tester");
            assertThatThrownBy(() -> KeyRoom.opened(wrong)).isInstanceOf(IllegalStateException.class);
            try (var started = room.instance(Map.of("cunlu.secrets.field-key", NEW))) {
                assertThatThrownBy(() -> started.getBean(FieldCipher.class).seal(KeyRoom.PHONE, "138"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("another cunlu.secrets.field-key");
                assertThat(started.getBean(KeyRing.class).list().getLast().key().opens())
                        .isFalse();
            }
        }
    }

    @Test
    void rewrappingIsRefusedWhileTheFieldKeyItselfIsInUse() {
        var room = KeyRoom.fresh();
        String old = room.servers().get("cunlu.secrets.field-key");
        var both = Map.of("cunlu.secrets.field-key", NEW, "cunlu.secrets.field-key-before", old);
        try (var before = room.instance(Map.of());
                var changing = room.instance(both)) {
            KeyRoom.people(before, MANY);
            assertThatThrownBy(() -> changing.getBean(KeyRing.class).rewrap("tester"))
                    .isInstanceOfSatisfying(ProblemException.class, refused -> {
                        assertThat(refused.code()).isEqualTo("key-one-in-use");
                        assertThat(refused.getMessage()).contains("tst_person.phone_sealed");
                    });
            // With both keys what was sealed with the field key before is sealed anew.
            assertThat(changing.getBean(KeyRing.class).rotate("tester").complete())
                    .isTrue();
            assertThat(changing.getBean(KeyRing.class).rewrap("tester")).isZero();
            assertThatThrownBy(() -> before.getBean(KeyRing.class).rewrap("tester"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.code()).isEqualTo("no-key-before"));
            try (var after = room.instance(Map.of("cunlu.secrets.field-key", NEW))) {
                assertThat(KeyRoom.opened(after)).isEqualTo(KeyRoom.expected(MANY));
            }
        }
    }
}
