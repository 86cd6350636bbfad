package org.cunlu.kernel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.DataKey;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.privacy.KeyBook;
import org.cunlu.kernel.privacy.SealedColumn;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
@Tag("any-engine")
class KeyRotationTest {
    private static final int PEOPLE = 1000;

    @Test
    void anInstanceThatRunsOnOpensAtOnceWhatAKeySealedThatItWasNeverToldOf() {
        var room = KeyRoom.fresh();
        try (var one = room.instance(Map.of());
                var other = room.instance(Map.of())) {
            var cipher = other.getBean(FieldCipher.class);
            assertThat(FieldCipher.keyNumber(cipher.seal(KeyRoom.PHONE, "138"))).isEqualTo(1);
            int number = one.getBean(KeyRing.class).rotate("tester").number();
            assertThat(number).isEqualTo(2);
            // Whoever has only just started seals with the new key; the other was never told of it.
            try (var third = room.instance(Map.of())) {
                byte[] sealed = third.getBean(FieldCipher.class).seal(KeyRoom.PHONE, "139");
                assertThat(FieldCipher.keyNumber(sealed)).isEqualTo(2);
                assertThat(cipher.open(KeyRoom.PHONE, sealed)).isEqualTo("139");
            }
            assertThat(one.getBean(KeyRing.class).rotate("tester").number()).isEqualTo(3);
            assertThat(FieldCipher.keyNumber(cipher.seal(KeyRoom.PHONE, "138"))).isEqualTo(3);
        }
    }

    @Test
    void anInstanceSealsWithTheKeyThatAnotherHasMadeWithinTwoSeconds() {
        var room = KeyRoom.fresh();
        try (var one = room.instance(Map.of());
                var other = room.instance(Map.of());
                var thread = Executors.newSingleThreadExecutor()) {
            var cipher = other.getBean(FieldCipher.class);
            cipher.seal(KeyRoom.PHONE, "138");
            thread.submit(() -> one.getBean(KeyRing.class).rotate("tester"));
            Awaitility.await().until(() -> one.getBean(KeyRing.class).list().size() == 2);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> FieldCipher.keyNumber(cipher.seal(KeyRoom.PHONE, "138")) == 2);
        }
    }

    @Test
    void whileTwoInstancesWriteNothingIsLostAndNothingStaysOnTheOldKey() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var room = KeyRoom.fresh();
        try (var one = room.instance(Map.of());
                var other = room.instance(Map.of());
                var command = room.instance(Map.of("cunlu.keys.settle", "5s"));
                var threads = Executors.newFixedThreadPool(4)) {
            KeyRoom.people(one, PEOPLE);
            Map<String, List<String>> expected = new ConcurrentHashMap<>(KeyRoom.expected(PEOPLE));
            var writing = new AtomicBoolean(true);
            var running = new ArrayList<Future<Integer>>();
            for (int w = 0; w < 4; w++) {
                int writer = w;
                var random = new Random(seed + w);
                running.add(
                        threads.submit(() -> write(writer % 2 == 0 ? one : other, writer, random, expected, writing)));
            }
            for (int number = 2; number <= 3; number++) {
                Rotation rotation = command.getBean(KeyRing.class).rotate("tester");
                assertThat(rotation.number()).isEqualTo(number);
                assertThat(rotation.complete()).isTrue();
                // The writers have not stopped.
                assertThat(KeyRoom.notOn(command, number)).isZero();
            }
            writing.set(false);
            int written = 0;
            for (Future<Integer> each : running) {
                written += each.get();
            }
            System.out.println(written + " writes beside two rotations");
            assertThat(written).isGreaterThan(100);
            assertThat(KeyRoom.opened(one)).containsExactlyInAnyOrderEntriesOf(expected);
            assertThat(KeyRoom.notOn(command, 3)).isZero();
            assertThat(command.getBean(KeyRing.class).list())
                    .extracting(use -> use.key().state())
                    .containsExactly(DataKey.State.RETIRED, DataKey.State.RETIRED, DataKey.State.ACTIVE);
        }
    }

    /** Changes, reads and adds people whose number is its own modulo four. */
    private static int write(
            ApplicationContext app,
            int writer,
            Random random,
            Map<String, List<String>> expected,
            AtomicBoolean writing) {
        var cipher = app.getBean(FieldCipher.class);
        int written = 0;
        while (writing.get()) {
            String text = "text " + writer + " " + written;
            if (random.nextInt(4) == 0) {
                String id = "w" + writer + "x" + written;
                KeyRoom.insert(app, id, text, null);
                expected.put(id, List.of(text, "-"));
            } else {
                String id = "p" + (random.nextInt(PEOPLE / 4) * 4 + writer);
                KeyRoom.change(
                        app,
                        "UPDATE tst_person SET phone_sealed = ? WHERE person_id = ?",
                        cipher.seal(KeyRoom.PHONE, text),
                        id);
                expected.compute(id, (key, before) -> List.of(text, before.get(1)));
                assertThat(app.getBean(Sql.class)
                                .one(
                                        "SELECT phone_sealed FROM tst_person WHERE person_id = ?",
                                        row -> cipher.open(KeyRoom.PHONE, row.bytes("phone_sealed")),
                                        id))
                        .contains(text);
            }
            written++;
        }
        return written;
    }

    @Test
    void aRotationThatWasKilledHalfWayIsFinishedByTheNextWithTheSameKey() throws Exception {
        int many = 30_000;
        var room = KeyRoom.fresh();
        try (var app = room.instance(Map.of())) {
            KeyRoom.people(app, many);
            Process process = RotatingProcess.start(room.servers());
            try {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> held(app, 2) > 10_000);
            } finally {
                process.destroyForcibly();
                process.waitFor(30, TimeUnit.SECONDS);
            }
            long done = held(app, 2);
            System.out.println("killed after " + done + " of " + (many + many / 2));
            assertThat(done).isBetween(10_000L, (long) many);
            assertThat(KeyRoom.opened(app)).isEqualTo(KeyRoom.expected(many));

            Rotation rotation = app.getBean(KeyRing.class).rotate("tester");
            assertThat(rotation.number()).isEqualTo(2);
            assertThat(rotation.resealed().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(many + many / 2 - done);
            assertThat(KeyRoom.notOn(app, 2)).isZero();
            assertThat(KeyRoom.opened(app)).isEqualTo(KeyRoom.expected(many));
            assertThat(app.getBean(Sql.class)
                            .list(
                                    "SELECT act FROM ker_trail WHERE act LIKE 'kernel.key%' ORDER BY trail_id",
                                    row -> row.string("act")))
                    .containsExactly("kernel.key-activated", "kernel.keys-rotated");
        }
    }

    @Test
    void aRotationThatFailsAtOneRowLosesNothingIsReadThroughoutAndIsTakenUpByAnotherInstance() throws Exception {
        var room = KeyRoom.fresh();
        try (var one = room.instance(Map.of());
                var other = room.instance(Map.of());
                var command = room.instance(Map.of());
                var threads = Executors.newFixedThreadPool(2)) {
            KeyRoom.people(one, PEOPLE);
            var reading = new AtomicBoolean(true);
            var readers = List.of(
                    threads.submit(() -> readThroughout(one, reading)),
                    threads.submit(() -> readThroughout(other, reading)));
            try {
                assertThatThrownBy(() -> failingAt(907, command).rotate("tester"))
                        .hasMessage("row 907");
                // All 500 notes and two whole batches of 200 phones stand, the third was rolled back.
                assertThat(held(other, 2)).isEqualTo(900);
                assertThat(KeyRoom.opened(other)).isEqualTo(KeyRoom.expected(PEOPLE));
                assertThat(other.getBean(KeyRing.class).list())
                        .extracting(use -> use.key().state())
                        .containsExactly(DataKey.State.ACTIVE, DataKey.State.ACTIVE);
                assertThat(other.getBean(KeyRing.class).rotate("tester").number())
                        .isEqualTo(2);
            } finally {
                reading.set(false);
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isGreaterThan(1);
            }
            assertThat(KeyRoom.notOn(one, 2)).isZero();
            assertThat(KeyRoom.opened(one)).isEqualTo(KeyRoom.expected(PEOPLE));
        }
    }

    /** @return how many times it read all people, each as he was sealed */
    private static int readThroughout(ApplicationContext app, AtomicBoolean reading) {
        int reads = 0;
        while (reading.get()) {
            assertThat(KeyRoom.opened(app)).isEqualTo(KeyRoom.expected(PEOPLE));
            reads++;
        }
        return reads;
    }

    private static KeyRing failingAt(int row, ApplicationContext app) {
        var replaced = new AtomicInteger();
        var rows = new SealedRows(app.getBean(Sql.class)) {
            @Override
            boolean replace(SealedColumn column, Value expected, byte[] sealed) {
                if (replaced.incrementAndGet() == row) {
                    throw new IllegalStateException("row " + row);
                }
                return super.replace(column, expected, sealed);
            }
        };
        var transactions = app.getBean(Transactions.class);
        return new KeyRing(
                app.getBean(KeyBook.class),
                app.getBeansOfType(SealedColumn.class),
                rows,
                new Resealing(rows, app.getBean(FieldCipher.class), transactions),
                transactions,
                app.getBean(Trail.class),
                Duration.ZERO);
    }

    private static long held(ApplicationContext app, int number) {
        return app.getBean(KeyRing.class).list().stream()
                .filter(use -> use.key().number() == number)
                .flatMap(use -> use.rows().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    @Test
    void aRowThatNoKeyOpensIsNamedAndKeepsTheOldKeysUntilItIsMended() {
        var room = KeyRoom.fresh();
        try (var app = room.instance(Map.of())) {
            KeyRoom.people(app, 10);
            byte[] good = app.getBean(FieldCipher.class).seal(KeyRoom.PHONE, "phone 3");
            // Its first byte stays: reversed as well, one time of 256 it would tell the key that comes next, and be
            // left alone.
            KeyRoom.change(
                    app,
                    "UPDATE tst_person SET phone_sealed = CONCAT(LEFT(phone_sealed, 1), REVERSE(SUBSTRING(phone_sealed, 2)))"
                            + " WHERE person_id = 'p3'");
            var ring = app.getBean(KeyRing.class);
            Rotation stuck = ring.rotate("tester");
            assertThat(stuck.stuck()).containsExactly("tst_person.phone_sealed p3");
            assertThat(ring.list().getFirst().key().state()).isEqualTo(DataKey.State.ACTIVE);

            KeyRoom.change(app, "UPDATE tst_person SET phone_sealed = ? WHERE person_id = 'p3'", good);
            Rotation mended = ring.rotate("tester");
            assertThat(mended.number()).isEqualTo(stuck.number());
            assertThat(mended.complete()).isTrue();
            assertThat(ring.list().getFirst().key().state()).isEqualTo(DataKey.State.RETIRED);
            assertThat(KeyRoom.opened(app)).isEqualTo(KeyRoom.expected(10));
        }
    }

    @Test
    void twoRotationsAtOnceMakeOneKey() throws Exception {
        var room = KeyRoom.fresh();
        try (var one = room.instance(Map.of());
                var other = room.instance(Map.of());
                var threads = Executors.newFixedThreadPool(2)) {
            KeyRoom.people(one, 500);
            var running = List.of(
                    threads.submit(() -> one.getBean(KeyRing.class).rotate("tester")),
                    threads.submit(() -> other.getBean(KeyRing.class).rotate("tester")));
            for (Future<Rotation> each : running) {
                assertThat(each.get().number()).isEqualTo(2);
            }
            assertThat(KeyRoom.notOn(one, 2)).isZero();
            assertThat(KeyRoom.opened(one)).isEqualTo(KeyRoom.expected(500));
        }
    }

    @Test
    void numbersUpTo255AreUsedAndThenNoMore() {
        var room = KeyRoom.fresh();
        try (var app = room.instance(Map.of())) {
            KeyRoom.people(app, 3);
            KeyRoom.change(app, "UPDATE ker_data_key SET state = 'RETIRED'");
            KeyRoom.change(app, "INSERT INTO ker_data_key VALUES (254, RANDOM_BYTES(60), 'RETIRED', UTC_TIMESTAMP(3))");
            var ring = app.getBean(KeyRing.class);
            assertThat(ring.rotate("tester").number()).isEqualTo(255);
            assertThat(KeyRoom.notOn(app, 255)).isZero();
            assertThat(KeyRoom.opened(app)).isEqualTo(KeyRoom.expected(3));
            assertThat(ring.list().get(1).key().opens()).isFalse();
            assertThatThrownBy(() -> ring.rotate("tester"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.code()).isEqualTo("keys-used-up"));
        }
    }
}
