package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ClosingWays.Account;
import org.cunlu.logistics.ClosingWays.Wish;
import org.cunlu.logistics.Closure.Kind;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.standin.Audit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A valley in whose county a dispatcher closes roads, lines and nodes; each test begins with all of them open. */
abstract class Closing implements TestPropertyProvider {
    static final Caller DISPATCHER = dispatcher("DISPATCHER0001", "H");

    @Inject
    Valley valley;

    @Inject
    ClosureActs acts;

    @Inject
    Sweeping sweeping;

    @Inject
    SweepTable sweeps;

    @Inject
    Stranding stranding;

    @Inject
    Promises promises;

    @Inject
    Audit audit;

    final List<String> closed = new ArrayList<>();

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("closures");
    }

    @BeforeAll
    void build() {
        valley.build();
    }

    @BeforeEach
    void morning() {
        valley.at(0, 7, 0);
    }

    @AfterEach
    void openAgain() {
        assertThat(audit.violations()).isEmpty();
        closed.forEach(id -> acts.lift(DISPATCHER, id));
        closed.clear();
        valley.over();
    }

    Account close(Wish wish) {
        Account account = acts.close(DISPATCHER, valley.ids.next(), wish);
        closed.add(account.closed().closure().id());
        return account;
    }

    void refused(Wish wish, String code) {
        assertThatThrownBy(() -> acts.close(DISPATCHER, valley.ids.next(), wish))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    static void notFound(Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("not-found"));
    }

    static Wish road(String node, String other) {
        return new Wish(Kind.ROAD, node, other, null, null, null, "山体滑坡 landslide");
    }

    static Wish node(String node) {
        return new Wish(Kind.NODE, node, null, null, null, null, "停电 no power");
    }

    static Wish window(Instant from, Instant until) {
        return new Wish(Kind.NODE, "A1", null, null, from, until, "停电 no power");
    }

    static Caller dispatcher(String account, String node) {
        return new Caller(account, List.of(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, node))));
    }
}
