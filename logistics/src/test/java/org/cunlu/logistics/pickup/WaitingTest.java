package org.cunlu.logistics.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Notices.Kind;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.OneDone;
import org.cunlu.logistics.ParcelMoved;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInRecipients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What waits has a last day: its recipient hears of it, may put it off once, and then it goes back. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    Pickups pickups;

    @Inject
    Reminding reminding;

    @Inject
    SendingBack sendingBack;

    @Inject
    ReadyNews news;

    @Inject
    StandInRecipients recipients;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    private final Caller keeper = Work.keeper(VILLAGE12);
    private String wang;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void oneRecipient() {
        // What other tests left waiting is due long before.
        work.at(60, 10, 0);
        reminding.all();
        work.at(10, 0);
        wang = work.ids.next();
        recipients.name(wang, "王五", "13900001234", null);
    }

    @AfterEach
    void nothingIsOutOfOrder() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void heIsToldWhereAndUntilWhenAndOnceThoughTheNewsComesLate() {
        Booked booked = delivered(StorageClass.DRY);
        Instant until = pickups.collectBy(booked.orderId()).orElseThrow();
        hear(booked, work.now());
        assertThat(recipients.told(wang)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.PARCEL_READY);
            assertThat(told.facts())
                    .containsEntry("station", "节点 " + VILLAGE12)
                    .containsEntry("hours", "09:00-18:00")
                    .containsEntry("until", "11-30 18:00");
        });
        assertThat(until).isAfter(work.now());
        assertThat(work.answer(reason(ScanKind.REFUSE, booked, "不要了"))).isEqualTo("REFUSED");
        hear(booked, work.now());
        assertThat(recipients.told(wang))
                .as("of what waits no more nothing is told")
                .hasSize(1);
    }

    @Test
    void heIsRemindedOnceByWhicheverInstanceAndNotOfWhatWasCollected() throws Exception {
        Booked booked = delivered(StorageClass.DRY);
        Booked collected = delivered(StorageClass.DRY);
        work.at(6, 9, 0);
        Instant day = work.now();
        clock.set(day.minusMillis(1));
        assertThat(reminding.all()).isZero();
        assertThat(work.answer(work.handOver(VILLAGE12, collected.barcode(), work.code(collected), null)))
                .isEqualTo("HANDED_OVER");
        clock.set(day);
        try (var other = ApplicationContext.run(asProperties())) {
            other.getBean(MovedClock.class).set(day);
            var second = other.getBean(Reminding.class);
            var counts = Rivals.all(6, rival -> rival % 2 == 0 ? reminding.all() : second.all());
            assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
            int toldThere = other.getBean(StandInRecipients.class).told(wang).size();
            assertThat(recipients.told(wang).size() + toldThere).isEqualTo(1);
        }
        clock.set(day.plus(Duration.ofHours(3)));
        assertThat(reminding.all()).isZero();
        assertThat(work.state(booked)).isEqualTo("READY");
    }

    private static Map<String, Object> asProperties() {
        return Map.copyOf(Room.properties());
    }

    @Test
    void whatWasSleptThroughComesAsOneAndNotAfterTheLastDay() {
        delivered(StorageClass.DRY);
        Instant last =
                pickups.collectBy(delivered(StorageClass.CHILLED).orderId()).orElseThrow();
        clock.set(last);
        assertThat(reminding.all()).isEqualTo(1);
        assertThat(recipients.told(wang)).as("too late to remind anybody").isEmpty();
        clock.set(last.plus(Duration.ofDays(5)).minusMillis(1));
        assertThat(reminding.all()).isEqualTo(1);
        assertThat(recipients.told(wang)).extracting(told -> told.kind()).containsExactly(Kind.PARCEL_WAITS);
    }

    @Test
    void itIsPutOffOnceAndRemindedAnew() {
        Booked booked = delivered(StorageClass.CHILLED);
        Instant before = pickups.collectBy(booked.orderId()).orElseThrow();
        Instant after = pickups.extend(booked.orderId(), "BUYER00000001");
        assertThat(after).isEqualTo(before.plus(Duration.ofDays(3)));
        var again =
                catchThrowableOfType(ProblemException.class, () -> pickups.extend(booked.orderId(), "BUYER00000001"));
        assertThat(again.code()).isEqualTo("extended-already");
        assertThat(pickups.collectBy(booked.orderId())).contains(after);
        clock.set(before.plus(Duration.ofHours(1)));
        assertThat(goBack(null)).as("not yet").isEmpty();
        clock.set(after.minus(Duration.ofHours(30)));
        assertThat(reminding.all()).isEqualTo(1);
        assertThat(catchThrowableOfType(ProblemException.class, () -> pickups.extend("0000000000000", "X"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void ofManyWhoPutItOffAtOnceOneDoes() throws Exception {
        Booked booked = delivered(StorageClass.DRY);
        var answers = Rivals.all(8, rival -> {
            try {
                return pickups.extend(booked.orderId(), "BUYER00000001").toString();
            } catch (ProblemException refused) {
                return refused.code();
            }
        });
        assertThat(answers.stream().filter("extended-already"::equals)).hasSize(7);
    }

    @Test
    void afterTheLastDayAllOfItGoesBackInOneActAndItsRecipientHearsWhy() {
        Booked late = delivered(StorageClass.CHILLED);
        Booked refused = delivered(StorageClass.DRY);
        assertThat(work.answer(reason(ScanKind.REFUSE, refused, "不要了"))).isEqualTo("REFUSED");
        Booked waits = delivered(StorageClass.DRY);
        Instant last = pickups.collectBy(late.orderId()).orElseThrow();
        clock.set(last);
        assertThat(goBack(List.of(refused.barcode()))).hasSize(1);
        var early = catchThrowableOfType(ProblemException.class, () -> goBack(List.of(late.barcode())));
        assertThat(early.code()).as("the last moment is still his").isEqualTo("not-due");
        clock.set(last.plusMillis(1));
        String key = work.ids.next();
        var order = new SendingBack.Order(VILLAGE12, null);
        var done = sendingBack.all(keeper, order, key);
        assertThat(done).extracting(OneDone::barcode).contains(late.barcode()).doesNotContain(waits.barcode());
        assertThat(done).extracting(OneDone::code).containsOnlyNulls();
        assertThat(sendingBack.all(keeper, order, key)).isEqualTo(done);
        assertThat(work.state(late)).isEqualTo("AT_NODE");
        assertThat(work.shipments.pickupCode(late.orderId())).isEmpty();
        assertThat(work.sql.list(
                        "SELECT detail FROM log_custody WHERE barcode = ? AND what = 'RETURN'",
                        row -> row.string("detail"),
                        late.barcode()))
                .containsExactly("NOT_COLLECTED");
        assertThat(recipients.told(wang)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.PARCEL_GOES_BACK);
            assertThat(told.facts().get("reason")).contains("逾期未取");
        });
    }

    @Test
    void ofCollectingAndSendingBackAtOnceOneHappens() throws Exception {
        for (int round = 0; round < 6; round++) {
            work.at(10, 0);
            Booked booked = delivered(StorageClass.CHILLED);
            clock.set(pickups.collectBy(booked.orderId()).orElseThrow().plusMillis(1));
            String code = work.code(booked);
            var answers = Rivals.all(
                    2,
                    rival -> rival == 0
                            ? work.answer(work.handOver(VILLAGE12, booked.barcode(), code, null))
                            : sentBack(booked));
            boolean collected = work.state(booked).equals("HANDED_OVER");
            assertThat(answers.getFirst().equals("HANDED_OVER")).isEqualTo(collected);
            assertThat(answers.getLast().equals("null"))
                    .as("round %s: %s", round, answers)
                    .isNotEqualTo(collected);
        }
    }

    @Test
    void anothersShelfIsNotHisToClear() {
        var problem = catchThrowableOfType(
                ProblemException.class,
                () -> sendingBack.all(Work.keeper(VILLAGE11), new SendingBack.Order(VILLAGE12, null), work.ids.next()));
        assertThat(problem.status()).isEqualTo(404);
    }

    /** @return null as a word when it goes; who was quicker by a whole act finds it not due any more */
    private String sentBack(Booked booked) {
        try {
            return String.valueOf(goBack(List.of(booked.barcode())).getFirst().code());
        } catch (ProblemException e) {
            return e.code();
        }
    }

    private List<OneDone> goBack(List<String> chosen) {
        return sendingBack.all(keeper, new SendingBack.Order(VILLAGE12, chosen), work.ids.next());
    }

    private void hear(Booked booked, Instant at) {
        var event = new ParcelMoved(booked.orderId(), booked.barcode(), ParcelState.READY, VILLAGE12, 0, at);
        work.transactions.run(() -> news.on(event, new Heard("E", at, 1)));
    }

    /** From its township to the station, where it waits from 10:00 on. */
    private Booked delivered(StorageClass storageClass) {
        Instant ten = work.now();
        work.at(7, 0);
        Booked booked = work.bookFor(wang, storageClass, 0, TOWN1, VILLAGE12);
        assertThat(work.does(PACK, TOWN1, booked.barcode(), null)).isEqualTo("AT_NODE");
        clock.set(booked.legs().getFirst().departsAt());
        assertThat(work.does(OUT, TOWN1, booked.barcode(), null)).isEqualTo("ON_TRIP");
        clock.set(ten.isBefore(work.now()) ? work.now() : ten);
        assertThat(work.does(IN, VILLAGE12, booked.barcode(), null)).isEqualTo("READY");
        return booked;
    }

    private Scan reason(ScanKind kind, Booked booked, String reason) {
        return ScanDraft.of(work.ids.next(), "gun-1", kind, VILLAGE12)
                .madeAt(work.now())
                .parcel(booked.barcode())
                .reason(reason)
                .scan();
    }
}
