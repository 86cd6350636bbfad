package org.cunlu.logistics.cash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.cash.CashDifferenceTable.Reason;
import org.cunlu.logistics.cash.HandoverTable.Handover;
import org.cunlu.logistics.cash.HandoverTable.State;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Cash has one holder at a time, both sides count it, and somebody answers for what does not agree. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CashTest implements TestPropertyProvider {
    @Inject
    HandoverTable handovers;

    @Inject
    Work work;

    @Inject
    HandingIn handingIn;

    @Inject
    CashController controller;

    @Inject
    CashDifferenceTable differences;

    @Inject
    Audit audit;

    private final Caller keeper = Work.keeper(VILLAGE12);
    private final Caller hub = Work.keeper(HUB);
    private Caller driver;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void anEmptyDrawer() {
        work.at(10, 0);
        long left = handingIn.inDrawer(VILLAGE12);
        if (left > 0) {
            handingIn.offer(keeper, VILLAGE12, left, work.ids.next());
        }
        driver = with(Role.DRIVER, Scope.Kind.SUBTREE, TOWN1);
    }

    @AfterEach
    void nothingIsOutOfOrder() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void isCountedByTheDayAndLeavesTheDrawerByOneHandToTheNext() {
        collected(1290);
        work.at(1, 10, 0);
        collected(10);
        collected(700);
        collected(0);
        var drawer = controller.drawer(keeper, VILLAGE12, null, 1);
        assertThat(drawer.inDrawerFen()).isEqualTo(2000);
        assertThat(drawer.days()).extracting(TakenTable.Day::fen).containsExactly(1290L, 710L);
        assertThat(drawer.days()).extracting(TakenTable.Day::parcels).containsExactly(1L, 2L);

        String key = work.ids.next();
        Handover offered = handingIn.offer(keeper, VILLAGE12, 2000, key);
        assertThat(handingIn.offer(keeper, VILLAGE12, 2000, key)).isEqualTo(offered);
        assertThat(handingIn.inDrawer(VILLAGE12)).isZero();
        assertThat(refusal(() -> handingIn.offer(keeper, VILLAGE12, 0, work.ids.next())))
                .isEqualTo("drawer-empty");

        String way = work.ids.next();
        Handover carried = handingIn.carry(driver, offered.handoverId(), 2000, way);
        assertThat(carried.state()).isEqualTo(State.CARRIED);
        assertThat(handingIn.carry(driver, offered.handoverId(), 2000, way)).isEqualTo(carried);
        Handover in = handingIn.takeIn(hub, offered.handoverId(), HUB, 2000, work.ids.next());
        assertThat(in.state()).isEqualTo(State.IN);
        assertThat(in.inNode()).isEqualTo(HUB);
        assertThat(differences.of(offered.handoverId())).isEmpty();
        assertThat(events(offered)).containsExactly("500233101202>- 2000/2000", "->500233 2000/2000");
    }

    @Test
    void eachCountThatDiffersIsAnsweredForByWhoHadIt() {
        collected(1000);
        Handover offered = handingIn.offer(keeper, VILLAGE12, 990, work.ids.next());
        handingIn.carry(driver, offered.handoverId(), 980, work.ids.next());
        handingIn.takeIn(hub, offered.handoverId(), HUB, 1010, work.ids.next());
        assertThat(differences.of(offered.handoverId()))
                .extracting(
                        each -> each.seen() + " " + each.owner() + " " + each.expectedFen() + " " + each.countedFen())
                .containsExactlyInAnyOrder(
                        "OFFERED " + VILLAGE12 + " 1000 990",
                        "CARRIED " + VILLAGE12 + " 990 980",
                        "IN " + driver.accountId() + " 980 1010");
        assertThat(events(offered))
                .as("the drawer is cleared of all that was taken")
                .containsExactly("500233101202>- 1000/980", "->500233 980/1010");
        var dispatcher = with(Role.DISPATCHER, Scope.Kind.SUBTREE, TOWN1);
        var elsewhere = with(Role.DISPATCHER, Scope.Kind.SUBTREE, TOWN2);
        assertThat(controller.differences(elsewhere).items()).isEmpty();
        assertThat(controller.differences(dispatcher).items())
                .filteredOn(each -> each.handoverId().equals(offered.handoverId()))
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.dueAt()).isAfter(each.openedAt()));
        var paid = new CashController.Closing(Reason.PAID_IN, "补交");
        assertThat(refusal(() -> controller.close(elsewhere, offered.handoverId(), State.OFFERED, paid)))
                .isEqualTo("not-found");
        var closed = controller.close(dispatcher, offered.handoverId(), State.OFFERED, paid);
        assertThat(controller.close(dispatcher, offered.handoverId(), State.OFFERED, paid))
                .isEqualTo(closed);
        assertThat(refusal(() -> controller.close(
                        dispatcher,
                        offered.handoverId(),
                        State.OFFERED,
                        new CashController.Closing(Reason.WRITTEN_OFF, null))))
                .isEqualTo("difference-closed");
        controller.close(
                dispatcher, offered.handoverId(), State.IN, new CashController.Closing(Reason.WRITTEN_OFF, null));
        assertThat(settled(offered))
                .as("the books hear of each once")
                .containsExactly("OFFERED true PAID_IN 10 500233", "IN false WRITTEN_OFF -30 500233");
    }

    @Test
    void whatADispatcherSettledOfAnOfferKeepsItFromBeingPutBackWhoeverIsQuicker() throws Exception {
        var dispatcher = with(Role.DISPATCHER, Scope.Kind.SUBTREE, TOWN1);
        var paid = new CashController.Closing(Reason.PAID_IN, "补交");
        collected(300);
        Handover offered = handingIn.offer(keeper, VILLAGE12, 290, work.ids.next());
        controller.close(dispatcher, offered.handoverId(), State.OFFERED, paid);
        assertThat(refusal(() -> handingIn.withdraw(keeper, offered.handoverId())))
                .isEqualTo("cash-settled");
        handingIn.carry(driver, offered.handoverId(), 290, work.ids.next());
        for (int round = 0; round < 5; round++) {
            collected(300);
            Handover raced = handingIn.offer(keeper, VILLAGE12, 290, work.ids.next());
            var outcomes = Rivals.all(4, rival -> {
                try {
                    if (rival % 2 == 0) {
                        controller.close(dispatcher, raced.handoverId(), State.OFFERED, paid);
                    } else {
                        handingIn.withdraw(keeper, raced.handoverId());
                    }
                    return "done";
                } catch (ProblemException e) {
                    return e.code();
                }
            });
            boolean settled = !settled(raced).isEmpty();
            assertThat(settled(raced)).hasSizeLessThanOrEqualTo(1);
            assertThat(handovers.find(raced.handoverId()).orElseThrow().state())
                    .as("%s", outcomes)
                    .isEqualTo(settled ? State.OFFERED : State.BACK);
            if (settled) {
                handingIn.carry(driver, raced.handoverId(), 290, work.ids.next());
            }
        }
    }

    @Test
    void whatNobodyTookAlongIsPutBackAndMayBeOfferedAgain() {
        collected(500);
        Handover offered = handingIn.offer(keeper, VILLAGE12, 490, work.ids.next());
        assertThat(handingIn.offered(VILLAGE12))
                .extracting(CashDrawer.Offered::handoverId)
                .contains(offered.handoverId());
        assertThat(refusal(() -> handingIn.withdraw(Work.keeper(TOWN2), offered.handoverId())))
                .isEqualTo("not-found");
        Handover back = handingIn.withdraw(keeper, offered.handoverId());
        assertThat(back.state()).isEqualTo(State.BACK);
        assertThat(handingIn.withdraw(keeper, offered.handoverId())).isEqualTo(back);
        assertThat(handingIn.inDrawer(VILLAGE12)).isEqualTo(500);
        assertThat(differences.of(offered.handoverId()))
                .extracting(CashDifferenceTable.Difference::reason)
                .containsExactly(Reason.MISCOUNTED);
        assertThat(refusal(() -> handingIn.carry(driver, offered.handoverId(), 490, work.ids.next())))
                .isEqualTo("cash-taken-already");
        assertThat(refusal(() -> handingIn.takeIn(hub, offered.handoverId(), HUB, 490, work.ids.next())))
                .isEqualTo("cash-taken-already");
        assertThat(events(offered)).as("the books never heard of it").isEmpty();
        Handover again = handingIn.offer(keeper, VILLAGE12, 500, work.ids.next());
        handingIn.carry(driver, again.handoverId(), 500, work.ids.next());
        assertThat(refusal(() -> handingIn.withdraw(keeper, again.handoverId())))
                .isEqualTo("cash-taken-already");
    }

    @Test
    void nobodyConfirmsToHimselfAndNobodyTakesWhatIsNotOnHisWay() {
        collected(500);
        Handover offered = handingIn.offer(keeper, VILLAGE12, 500, work.ids.next());
        var both = new Caller(
                keeper.accountId(),
                List.of(
                        new Grant(Role.DRIVER, new Scope(Scope.Kind.SUBTREE, TOWN1)),
                        new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, TOWN1))));
        assertThat(refusal(() -> handingIn.carry(both, offered.handoverId(), 500, work.ids.next())))
                .isEqualTo("second-person-needed");
        assertThat(refusal(() -> handingIn.takeIn(both, offered.handoverId(), TOWN1, 500, work.ids.next())))
                .isEqualTo("second-person-needed");
        var strange = with(Role.DRIVER, Scope.Kind.SUBTREE, TOWN2);
        assertThat(refusal(() -> handingIn.carry(strange, offered.handoverId(), 500, work.ids.next())))
                .isEqualTo("not-found");
        for (String notAbove : List.of(TOWN2, VILLAGE21, VILLAGE12)) {
            assertThat(refusal(() -> handingIn.takeIn(
                            Work.keeper(notAbove), offered.handoverId(), notAbove, 500, work.ids.next())))
                    .isEqualTo("not-found");
        }
        handingIn.takeIn(Work.keeper(TOWN1), offered.handoverId(), TOWN1, 500, work.ids.next());
        assertThat(refusal(() -> handingIn.takeIn(hub, offered.handoverId(), HUB, 500, work.ids.next())))
                .isEqualTo("cash-taken-already");
        assertThat(refusal(() -> handingIn.carry(driver, offered.handoverId(), 500, work.ids.next())))
                .isEqualTo("cash-taken-already");
    }

    @Test
    void ofManyWhoTakeItAtOnceOneHasIt() throws Exception {
        collected(500);
        Handover offered = handingIn.offer(keeper, VILLAGE12, 500, work.ids.next());
        var answers = Rivals.all(6, rival -> {
            try {
                var some = with(Role.DRIVER, Scope.Kind.NODE, VILLAGE12);
                handingIn.carry(some, offered.handoverId(), 500, work.ids.next());
                return "has it";
            } catch (ProblemException late) {
                return late.code();
            }
        });
        assertThat(answers.stream().filter("has it"::equals)).hasSize(1);
        assertThat(answers.stream().filter("cash-taken-already"::equals)).hasSize(5);
    }

    @Test
    void whileADrawerIsEmptiedNoCashIsCountedTwice() throws Exception {
        collected(100);
        Booked late = ready(11);
        String code = work.code(late);
        var offers = Rivals.all(5, rival -> {
            if (rival == 0) {
                assertThat(work.answer(work.handOver(VILLAGE12, late.barcode(), code, 11L)))
                        .isEqualTo("HANDED_OVER");
                return null;
            }
            try {
                return handingIn.offer(keeper, VILLAGE12, 100, work.ids.next());
            } catch (ProblemException empty) {
                return null;
            }
        });
        long bundled = offers.stream()
                .filter(Objects::nonNull)
                .mapToLong(Handover::takenFen)
                .sum();
        assertThat(bundled + handingIn.inDrawer(VILLAGE12)).isEqualTo(111);
    }

    private Booked ready(long cashFen) {
        Booked booked = work.book(StorageClass.DRY, cashFen, VILLAGE12);
        assertThat(work.does(PACK, VILLAGE12, booked.barcode(), null)).isEqualTo("READY");
        return booked;
    }

    private void collected(long cashFen) {
        Booked booked = ready(cashFen);
        assertThat(work.answer(work.handOver(VILLAGE12, booked.barcode(), work.code(booked), cashFen)))
                .isEqualTo("HANDED_OVER");
    }

    private Caller with(Role role, Scope.Kind kind, String node) {
        return new Caller(work.ids.next(), List.of(new Grant(role, new Scope(kind, node))));
    }

    private static String refusal(Runnable attempt) {
        return catchThrowableOfType(ProblemException.class, attempt::run).code();
    }

    private List<String> events(Handover handover) {
        return work
                .sql
                .list(
                        "SELECT payload FROM ker_outbox WHERE topic = 'logistics.cash-handed' AND subject = ? ORDER BY event_id",
                        row -> row.string("payload"),
                        handover.handoverId())
                .stream()
                .map(CashTest::shown)
                .toList();
    }

    private List<String> settled(Handover handover) {
        return work.sql.list(
                "SELECT payload FROM ker_outbox WHERE topic = 'logistics.cash-settled' AND subject = ? ORDER BY event_id",
                row -> {
                    String payload = row.string("payload");
                    return field(payload, "seen") + " " + field(payload, "ofStation") + " " + field(payload, "ending")
                            + " " + field(payload, "missingFen") + " " + field(payload, "paidInAt");
                },
                handover.handoverId());
    }

    private static String shown(String payload) {
        return field(payload, "fromNode") + ">" + field(payload, "toNode") + " " + field(payload, "leftFen") + "/"
                + field(payload, "gotFen");
    }

    private static String field(String payload, String name) {
        var match = java.util.regex.Pattern.compile("\"" + name + "\":\"?([^\",}]+)")
                .matcher(payload);
        return match.find() && !match.group(1).equals("null") ? match.group(1) : "-";
    }
}
