package org.cunlu.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyRaceTest implements TestPropertyProvider {
    private static final int RIVALS = 16;

    @Inject
    Idempotency idempotency;

    @Inject
    Transactions transactions;

    @Inject
    Trail trail;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Serdeable
    record Purchase(String sku, int quantity) {}

    @Serdeable
    record Receipt(String number, Map<String, Long> totals) {}

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("idempotency", Server.DATABASE);
    }

    @Test
    void sixteenRivalsWithOneKeyHaveOneEffectAndAllGetItsAnswer() throws Exception {
        for (int round = 0; round < 5; round++) {
            String key = ids.next();
            List<Receipt> receipts = all(RIVALS, () -> buy(key, new Purchase("apple", 3)));
            assertThat(receipts).hasSize(RIVALS).allMatch(receipts.getFirst()::equals);
            assertThat(effects(key)).isEqualTo(1);
        }
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefusedAndHasNoEffect() {
        String key = ids.next();
        buy(key, new Purchase("apple", 3));
        assertThatThrownBy(() -> buy(key, new Purchase("apple", 4)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));
        assertThat(effects(key)).isEqualTo(1);
    }

    @Test
    void aRefusedEffectIsForgottenSoThatTheKeyCanBeTriedAgain() {
        String key = ids.next();
        var request = new Purchase("apple", 3);
        assertThatThrownBy(() -> idempotency.once("buyer", "test.buy", key, request, Receipt.class, () -> {
                    throw ProblemException.notFound();
                }))
                .isInstanceOf(ProblemException.class);
        assertThat(idempotency.remembered("buyer", "test.buy", key, request, Receipt.class))
                .isEmpty();
        assertThat(buy(key, request).number()).isEqualTo(key);
    }

    @Test
    void keysOfAnotherOwnerAndOperationAreOtherKeys() {
        String key = ids.next();
        buy(key, new Purchase("apple", 3));
        assertThat(idempotency.remembered("other", "test.buy", key, new Purchase("apple", 3), Receipt.class))
                .isEmpty();
        assertThat(idempotency.remembered("buyer", "test.sell", key, new Purchase("apple", 3), Receipt.class))
                .isEmpty();
    }

    @Test
    void aKeyHas8To64VisibleCharacters() {
        for (String bad : new String[] {null, "", "1234567", "x".repeat(65), "has a space", "汉字汉字汉字汉字"}) {
            assertThatThrownBy(() -> buy(bad, new Purchase("apple", 3)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.status()).isEqualTo(400));
        }
        String suffix = ids.next();
        buy(suffix.substring(5), new Purchase("apple", 3));
        buy(suffix + "x".repeat(64 - suffix.length()), new Purchase("apple", 3));
    }

    private Receipt buy(String key, Purchase purchase) {
        return idempotency.once("buyer", "test.buy", key, purchase, Receipt.class, () -> {
            trail.record("buyer", "test.bought", key, null, purchase.sku());
            return new Receipt(key, Map.of("fen", 1200L));
        });
    }

    private long effects(String key) {
        return sql.one("SELECT COUNT(*) AS n FROM ker_trail WHERE subject = ?", row -> row.number("n"), key)
                .orElseThrow();
    }

    private static <T> List<T> all(int rivals, Callable<T> attempt) throws Exception {
        var start = new CyclicBarrier(rivals);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < rivals; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return attempt.call();
                }));
            }
            var answers = new ArrayList<T>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }
}
