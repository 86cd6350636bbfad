package org.cunlu.catalog.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.catalog.brand.OrangeCounty.OPERATOR;
import static org.cunlu.catalog.brand.OrangeCounty.OWNER;
import static org.cunlu.catalog.brand.OrangeCounty.PDF;
import static org.cunlu.catalog.brand.OrangeCounty.SELLER;
import static org.cunlu.catalog.brand.OrangeCounty.caller;
import static org.cunlu.catalog.brand.OrangeCounty.regional;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.catalog.BrandCertificates;
import org.cunlu.catalog.BrandQuota;
import org.cunlu.catalog.BrandRight.Standing;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.catalog.BrandedOffers;
import org.cunlu.catalog.HeldRights;
import org.cunlu.catalog.offering.OffersByHand;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegionalBrandTest implements TestPropertyProvider {
    @Inject
    OrangeCounty county;

    @Inject
    Issuing issuing;

    @Inject
    Reviewing reviewing;

    @Inject
    BrandCertificates certificates;

    @Inject
    OwnRights rights;

    @Inject
    BrandQuota quota;

    @Inject
    BrandedOffers branded;

    @Inject
    OffersByHand selling;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestServers.properties("regionalbrand", Server.DATABASE));
        properties.put("catalog.stand-in-areas", "true");
        properties.put("cunlu.schedulers.enabled", "false");
        return properties;
    }

    @BeforeEach
    void anew() {
        county.begin();
    }

    @Test
    void aBrandBindsNobodyUntilItsAreaIsSaidAndThenWhoHasNoRightIsNotOnSaleAtOnce() {
        assertThat(county.onSale()).containsExactly("S-1", "S-2");
        assertThat(county.offer("S-1").brandRight().standing()).isEqualTo(Standing.FREE);
        reviewing.define(OPERATOR, sheet("500233"));
        assertThat(county.onSale()).isEmpty();
        assertThat(county.offer("S-1").onSale()).isFalse();
        assertThat(why()).isEqualTo(HeldRights.Why.NO_AUTHORIZATION);
        Authorization granted = granted("S-1", "500233114", 10_000, "C-1");
        assertThat(county.onSale()).containsExactly("S-1");
        var right = county.offer("S-1").brandRight();
        assertThat(right.standing()).isEqualTo(Standing.AUTHORISED);
        assertThat(right.authorizationId()).isEqualTo(granted.authorizationId());
        assertThat(right.left()).isEqualTo(10_000);
        assertThat(why()).isNull();
        assertThat(county.told("catalog.authorization-granted")).isEqualTo(1);
    }

    @Test
    void aRightHoldsForItsOriginAndItsDaysAndUntilItIsRevoked() {
        county.brands(regional("500233", ""));
        var today = county.today();
        assertThat(county.brands(county.right("S-1", "500233114202", Unit.PIECES, 9, today, today, "C-1"))
                        .faults())
                .isEmpty();
        // Another village of the township.
        assertThat(county.offer("S-1").onSale()).isFalse();
        assertThat(county.brands(county.right(
                        "S-1", "500233114201", Unit.PIECES, 9, today.plusDays(1), today.plusDays(9), "C-2")))
                .satisfies(report -> assertThat(report.faults()).isEmpty());
        assertThat(why()).isEqualTo(HeldRights.Why.NOT_YET_VALID);
        county.brands(county.right("S-1", "500233114201", Unit.PIECES, 9, today, today, "C-3"));
        Authorization one = rights.authorizations(SELLER, "", 10).getLast();
        assertThat(county.offer("S-1").brandRight().authorizationId()).isEqualTo(one.authorizationId());
        issuing.revoke(OWNER, one.authorizationId(), "以次充好");
        assertThat(county.offer("S-1").onSale()).isFalse();
        assertThat(why()).isEqualTo(HeldRights.Why.NOT_YET_VALID);
        assertThat(county.told("catalog.authorization-revoked")).isEqualTo(1);
        assertThat(county.count(
                        "cat_brand_step WHERE authorization_id = ? AND state = 'REVOKED' AND reason = '以次充好'",
                        one.authorizationId()))
                .isEqualTo(1);
        // Twice is once.
        issuing.revoke(OWNER, one.authorizationId(), "以次充好");
        assertThat(county.told("catalog.authorization-revoked")).isEqualTo(1);
    }

    @Test
    void anOriginOutsideTheAreaIsNotSoldUnderTheBrand() {
        reviewing.define(OPERATOR, sheet("500233114"));
        granted("S-1", "500233114201", 10_000, "C-1");
        county.goods(OrangeCounty.line("S-1", "500233116201"));
        assertThat(county.offer("S-1").onSale()).isFalse();
        assertThat(why()).isEqualTo(HeldRights.Why.ORIGIN_OUTSIDE_AREA);
        refused("origin-outside-area", () -> propose("S-2", "500233116201", "C-2"));
        refused("area-in-use", () -> reviewing.define(OPERATOR, sheet("500233116")));
        refused("not-found", () -> reviewing.define(OPERATOR, sheet("500235")));
    }

    @Test
    void aRightOfOneGradeSellsNothingOfAnotherAndWhatHasNoRightIsNotPutOnSale() {
        county.brands(regional("500233", "A B"));
        county.goods(OrangeCounty.line("S-1", "500233114201").replace("500233114201,\n", "500233114201,B\n"));
        String offer = county.offer("S-1").id();
        var today = county.today();
        assertThat(county.brands(county.right("S-1", "500233114", Unit.PIECES, 9, today, today, "C-1")
                                .replace(",S-1,,", ",S-1,A,"))
                        .faults())
                .isEmpty();
        assertThat(county.offer("S-1").onSale()).isFalse();
        assertThat(why()).isEqualTo(HeldRights.Why.NO_AUTHORIZATION);
        selling.withdraw(SELLER, offer);
        refused("brand-not-authorised", () -> selling.publish(SELLER, offer));
        assertThat(county.brands(county.right("S-1", "500233114", Unit.PIECES, 9, today, today, "C-2")
                                .replace(",S-1,,", ",S-1,B,"))
                        .faults())
                .isEmpty();
        selling.publish(SELLER, offer);
        assertThat(county.onSale()).containsExactly("S-1");
        // Two are the least that may be ordered, and one is left.
        String right = county.offer("S-1").brandRight().authorizationId();
        assertThat(transactions.run(() -> quota.take(Map.of(right, 8L)))).isTrue();
        selling.withdraw(SELLER, offer);
        refused("brand-quota-used-up", () -> selling.publish(SELLER, offer));
        assertThat(county.offer("S-1").onSale()).isFalse();
    }

    @Test
    void aQuotaIsUsedUpWhenTheSmallestOrderDoesNotFitAndFollowersAreToldOnce() {
        county.brands(regional("500233", ""));
        Authorization right = granted("S-1", "500233114201", 10_000, "C-1");
        transactions.run(() -> branded.tell(null));
        long told = county.told("catalog.offer-changed");
        // Two pieces of 2,500 g are the least that may be ordered.
        assertThat(taken(right, 5_000)).isTrue();
        assertThat(county.offer("S-1").onSale()).isTrue();
        assertThat(taken(right, 1)).isTrue();
        assertThat(county.offer("S-1").brandRight().standing()).isEqualTo(Standing.USED_UP);
        assertThat(county.onSale()).isEmpty();
        assertThat(why()).isEqualTo(HeldRights.Why.QUOTA_USED_UP);
        assertThat(taken(right, 5_000)).isFalse();
        for (int times = 0; times < 2; times++) {
            transactions.run(() -> branded.tell(null));
            assertThat(county.told("catalog.offer-changed")).isEqualTo(told + 1);
        }
        transactions.run(() -> quota.giveBack(Map.of(right.authorizationId(), 5_001L)));
        assertThat(county.offer("S-1").onSale()).isTrue();
    }

    @Test
    void aQuotaIsNotLoweredBelowWhatIsSoldAndRaisedByTheCountyAlone() {
        county.brands(regional("500233", ""));
        Authorization right = granted("S-1", "500233114201", 10_000, "C-1");
        String id = right.authorizationId();
        taken(right, 5_000);
        refused("quota-below-sold", () -> issuing.lower(OWNER, id, 4_999));
        refused("quota-below-sold", () -> reviewing.quota(OPERATOR, id, 4_999, "少"));
        assertThat(issuing.lower(OWNER, id, 5_000).quota()).isEqualTo(5_000);
        assertThat(county.offer("S-1").onSale()).isFalse();
        refused("quota-needs-review", () -> issuing.lower(OWNER, id, 5_001));
        assertThat(reviewing.quota(OPERATOR, id, 20_000, "丰收").quota()).isEqualTo(20_000);
        assertThat(county.offer("S-1").onSale()).isTrue();
        assertThat(county.acts())
                .containsEntry("catalog.brand-quota", 2L)
                .containsEntry("catalog.brand-quota.refused", 3L);
    }

    @Test
    void ofTwoRightsForTheSameGoodsAtTheSameTimeOneIsRefusedAlsoWhenBothComeAtOnce() throws Exception {
        county.brands(regional("500233", ""));
        for (int round = 0; round < 5; round++) {
            String village = "C-V" + round;
            String town = "C-T" + round;
            var answers = together(List.of(
                    () -> code(() -> propose("S-1", "500233114201", village)),
                    () -> code(() -> propose("S-1", "500233114", town)),
                    () -> code(() -> propose("S-2", "500233114", town))));
            assertThat(answers.subList(0, 2)).containsExactlyInAnyOrder("done", "authorization-overlaps");
            assertThat(answers.getLast()).isEqualTo("done");
            for (Authorization each : issuing.authorizations(OWNER, "", 100)) {
                if (each.state() == AuthorizationState.PROPOSED) {
                    issuing.withdraw(OWNER, each.authorizationId());
                }
            }
        }
        var today = county.today();
        granted("S-1", "500233114201", 10_000, "C-1");
        List<RowFault> faults = county.brands(
                        county.right("S-1", "500233114", Unit.GRAMS, 9, today.plusDays(90), today.plusDays(99), "C-2"))
                .faults();
        assertThat(faults).extracting(RowFault::code).containsExactly("authorization-overlaps");
        // The day after its last one is free.
        assertThat(county.brands(county.right(
                                "S-1", "500233114", Unit.GRAMS, 9, today.plusDays(91), today.plusDays(99), "C-2"))
                        .faults())
                .isEmpty();
    }

    @Test
    void aRightIsGrantedOnItsCertificateWhichIsKnownByItsBytesAndNotReplacedAfterwards() {
        county.brands(regional("500233", ""));
        Authorization proposed = propose("S-1", "500233114201", "C-1");
        String id = proposed.authorizationId();
        refused("certificate-missing", () -> reviewing.approve(OPERATOR, id));
        for (String wrong : List.of("<svg onload=alert(1)>", "GIF89a", "PK\u0003\u0004", "%PDF", "")) {
            refused(
                    "certificate-not-readable",
                    () -> issuing.attach(OWNER, id, wrong.getBytes(StandardCharsets.US_ASCII)));
        }
        refused("certificate-too-large", () -> issuing.attach(OWNER, id, new byte[(5 << 20) + 1]));
        assertThat(issuing.attach(OWNER, id, PDF).certificateSha256()).hasSize(64);
        assertThat(certificates.valid(id)).isEmpty();
        assertThat(certificates.numbered("C-1")).as("nobody granted it yet").isEmpty();
        assertThat(reviewing.approve(OPERATOR, id).state()).isEqualTo(AuthorizationState.GRANTED);
        assertThat(certificates.valid(id).orElseThrow().number()).isEqualTo("C-1");
        assertThat(certificates.numbered(" C-1 "))
                .extracting(each -> each.certificate().number() + " " + each.standing())
                .containsExactly("C-1 VALID");
        assertThat(certificates.numbered("C-%")).isEmpty();
        assertThat(reviewing.certificate(OPERATOR, id).content()).isEqualTo(PDF);
        refused(
                "certificate-fixed",
                () -> issuing.attach(OWNER, id, "%PDF-1.7 other".getBytes(StandardCharsets.US_ASCII)));
        refused("authorization-decided", () -> reviewing.decline(OPERATOR, id, "晚了"));
        refused("authorization-decided", () -> issuing.withdraw(OWNER, id));
        Authorization second = propose("S-2", "500233114201", "C-2");
        reviewing.decline(OPERATOR, second.authorizationId(), "证书模糊");
        refused("authorization-decided", () -> reviewing.approve(OPERATOR, second.authorizationId()));
    }

    @Test
    void anothersBrandIsAnsweredAsOneThatDoesNotExistAndTheAttemptIsTraced() {
        county.brands(regional("500233", ""));
        Authorization right = granted("S-1", "500233114201", 10_000, "C-1");
        var other = caller("other", Role.BRAND_OWNER, Scope.Kind.BRAND, "B-OTHER");
        var afar = caller("afar", Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500235");
        String id = right.authorizationId();
        refused("not-found", () -> issuing.revoke(other, id, "x"));
        refused("not-found", () -> issuing.certificate(other, id));
        refused("not-found", () -> issuing.propose(other, key(), county.proposal("S-1", "500233116", 1, "C-9")));
        refused("not-found", () -> reviewing.revoke(afar, id, "x"));
        refused("not-found", () -> reviewing.quota(afar, id, 1, "x"));
        assertThat(issuing.authorizations(other, "", 10)).isEmpty();
        assertThat(reviewing.authorizations(afar, "", 10)).isEmpty();
        assertThat(rights.authorizations(caller("s2", Role.SELLER, Scope.Kind.SHOP, "S-2"), "", 10))
                .isEmpty();
        assertThat(county.acts()).containsEntry("catalog.brand-revoke.refused", 2L);
    }

    @Test
    void whatIsWrongWithARowIsToldAndTheSameFileAgainChangesNothing() {
        var today = county.today();
        String good = county.right("S-1", "500233114201", Unit.GRAMS, 9_000, today, today.plusDays(9), "C-1");
        var report = county.brands(
                regional("500233", "A B"),
                good,
                county.right("S-9", "500233114201", Unit.GRAMS, 9, today, today, "C-2"),
                "authorization,B-ORANGE,,,,,,S-2,A,500233116,GRAMS,0," + today + "," + today + ",C-3\n",
                "authorization,B-ORANGE,,,,,,S-2,A,500233999,GRAMS,5," + today + "," + today + ",C-3\n",
                "authorization,B-ORANGE,,,,,,S-2,A,500233116,GRAMS,5," + today.plusDays(1) + "," + today + ",C-3\n",
                "nonsense,B-ORANGE,,,,,,,,,,,,,\n",
                "brand,B-NONE,500233,协会,,,,,,,,,,,\n",
                "brand,B-ORANGE,999999,协会,,,,,,,,,,,\n");
        assertThat(report.applied()).isFalse();
        assertThat(report.faults())
                .extracting(RowFault::code)
                .containsExactly(
                        "grade-unknown",
                        "seller-unknown",
                        "out-of-range",
                        "origin-unknown",
                        "ends-before-it-begins",
                        "not-allowed",
                        "brand-unknown",
                        "area-unknown");
        assertThat(county.count("cat_brand_authorization")).isZero();
        assertThat(county.onSale()).containsExactly("S-1", "S-2");
        assertThat(county.brands(regional("500233", ""), good).created()).isEqualTo(2);
        assertThat(county.onSale()).containsExactly("S-1");
        var again = county.brands(regional("500233", ""), good);
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(again.applied()).isFalse();
        assertThat(county.brands(
                                county.right("S-1", "500233114201", Unit.GRAMS, 8_000, today, today.plusDays(9), "C-1"))
                        .faults())
                .extracting(RowFault::code)
                .containsExactly("certificate-differs");
        // A file of goods without the columns leaves what was said of origins.
        assertThat(county.offer("S-1").brandRight().origin()).isEqualTo("500233114201");
    }

    private Brand sheet(String area) {
        return new Brand("B-ORANGE", "忠橙", area, "忠县柑橘协会", "T/ZX 001-2024", List.of(), "长江边的橙子");
    }

    private Authorization propose(String seller, String origin, String number) {
        return issuing.propose(OWNER, key(), county.proposal(seller, origin, 10_000, number));
    }

    private Authorization granted(String seller, String origin, long grams, String number) {
        Authorization proposed = issuing.propose(OWNER, key(), county.proposal(seller, origin, grams, number));
        issuing.attach(OWNER, proposed.authorizationId(), PDF);
        return reviewing.approve(OPERATOR, proposed.authorizationId());
    }

    private boolean taken(Authorization right, long grams) {
        return transactions.run(() -> quota.take(Map.of(right.authorizationId(), grams)));
    }

    private HeldRights.Why why() {
        return rights.offers(SELLER, "", 10).getFirst().why();
    }

    private static String key() {
        return "key-" + System.nanoTime();
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static String code(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (ProblemException e) {
            return e.code();
        }
    }

    private static List<String> together(List<Callable<String>> acts) throws Exception {
        var start = new CyclicBarrier(acts.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = acts.stream()
                    .map(act -> threads.submit(() -> {
                        start.await();
                        return act.call();
                    }))
                    .toList();
            var answers = new java.util.ArrayList<String>();
            for (var each : running) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
