package org.cunlu.accounts.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {
    private static final PasswordHashing PASSWORDS = hashing(1000, 1000);

    @AfterAll
    static void close() {
        PASSWORDS.close();
    }

    @Test
    void hashesByArgon2idWith19MebibytesTwoPassesAndOneLane() {
        assertThat(PASSWORDS.hash("kx93-mrt"))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .hasSizeLessThan(200);
    }

    @Test
    void knowsTheRightOneFromOthers() {
        String hash = PASSWORDS.hash("忠橙 kx93");
        assertThat(PASSWORDS.matches("忠橙 kx93", hash)).isTrue();
        assertThat(PASSWORDS.matches("忠橙 kx9", hash)).isFalse();
        assertThat(PASSWORDS.matches("", hash)).isFalse();
    }

    @Test
    void hashesTheSamePasswordDifferentlyEachTime() {
        assertThat(PASSWORDS.hash("kx93-mrt")).isNotEqualTo(PASSWORDS.hash("kx93-mrt"));
    }

    @Test
    void takesAboutAsLongForNobody() {
        String hash = PASSWORDS.hash("kx93-mrt");
        PASSWORDS.matches("x", hash);
        PASSWORDS.matches("x", null);
        long somebody = median(() -> PASSWORDS.matches("wrong-one", hash));
        long nobody = median(() -> PASSWORDS.matches("wrong-one", null));
        System.out.println("somebody " + somebody / 1000 + " us, nobody " + nobody / 1000 + " us");
        assertThat((double) nobody / somebody).isBetween(0.5, 2.0);
    }

    @Test
    void refusesACrowdInsteadOfQueueingIt() throws Exception {
        int refused = 0;
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor();
                var passwords = new Closing(hashing(1000, 1000))) {
            var tries = new ArrayList<Future<String>>();
            for (int i = 0; i < 400; i++) {
                tries.add(crowd.submit(() -> passwords.passwords().hash("kx93-mrt")));
            }
            for (Future<String> attempt : tries) {
                try {
                    attempt.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(
                                    ProblemException.class,
                                    refusal -> assertThat(refusal.status()).isEqualTo(503));
                    refused++;
                }
            }
        }
        assertThat(refused).isBetween(1, 399);
    }

    @Test
    void hashesACrowdEvenlyAfterTheFirstOnes() {
        try (var passwords = new Closing(hashing(20, 5))) {
            long begun = System.nanoTime();
            for (int i = 0; i < 15; i++) {
                passwords.passwords().hash("kx93-mrt");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void refusesAHashItDidNotMake() {
        assertThatThrownBy(() -> PASSWORDS.matches("x", "plain")).isInstanceOf(RuntimeException.class);
    }

    private static PasswordHashing hashing(double perSecond, int burst) {
        return new PasswordHashing(new PasswordRules(), new HashingSettings(perSecond, burst));
    }

    private record Closing(PasswordHashing passwords) implements AutoCloseable {
        @Override
        public void close() {
            passwords.close();
        }
    }

    private static long median(Callable<Boolean> work) {
        long[] nanos = new long[9];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            try {
                work.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            nanos[i] = System.nanoTime() - start;
        }
        java.util.Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
