package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.parcel.Refusal.Why;
import org.cunlu.logistics.parcel.ScanTable.Answer;
import org.cunlu.logistics.parcel.Scanning.Reply;

/** The desk at which people of a node work: what is there, bags, scans, pickups. */
@Singleton
class StationDesk implements StationWork {
    private static final int DRAWS_MAX = 5;
    /** What a scanner's clock may be wrong by before whoever holds it is told. */
    private static final Duration CLOCK_OFF_TOLD = Duration.ofMinutes(5);

    private final Scanning scanning;
    private final StationList list;
    private final Duties duties;
    private final ToWhom toWhom;
    private final BagTable bags;
    private final ParcelTable parcels;
    private final PickupCodes codes;
    private final Labels labels;
    private final Timetable timetable;
    private final Idempotency idempotency;
    private final Clock clock;

    StationDesk(
            Scanning scanning,
            StationList list,
            Duties duties,
            ToWhom toWhom,
            BagTable bags,
            ParcelTable parcels,
            PickupCodes codes,
            Labels labels,
            Timetable timetable,
            Idempotency idempotency,
            Clock clock) {
        this.scanning = scanning;
        this.list = list;
        this.duties = duties;
        this.toWhom = toWhom;
        this.bags = bags;
        this.parcels = parcels;
        this.codes = codes;
        this.labels = labels;
        this.timetable = timetable;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @Override
    public Page<StationParcel> parcels(
            Caller caller,
            String nodeCode,
            @Nullable ParcelState state,
            @Nullable String cursor,
            @Nullable Integer limit) {
        Node node = duties.node(caller, nodeCode).orElseThrow(ProblemException::notFound);
        if (cursor != null && !Labels.isBarcode(cursor)) {
            throw ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · The cursor is not one of ours");
        }
        return list.at(node, state, cursor == null ? "" : cursor, Page.limit(limit));
    }

    @Override
    public ToCall recipient(Caller caller, String barcode, String why) {
        return toWhom.open(caller, barcode, why);
    }

    /** What makes a request to open a bag the same again. */
    @Serdeable
    record Opening(String node, String nextNode) {}

    @Override
    public StationWork.Bag openBag(Caller caller, String requestId, String nodeCode, String nextNodeCode) {
        Node node = duties.node(caller, nodeCode).orElseThrow(ProblemException::notFound);
        return idempotency.once(
                caller.accountId(),
                "logistics.open-bag",
                requestId,
                new Opening(nodeCode, nextNodeCode),
                StationWork.Bag.class,
                () -> open(caller, node, nextNodeCode));
    }

    private StationWork.Bag open(Caller caller, Node node, String nextNode) {
        if (timetable.nextDeparture(node.code(), nextNode, clock.instant()).isEmpty()) {
            throw ProblemException.of(409, "no-connection", "没有直达下一站的班次 · No trip leads to that node", null)
                    .field("nextNode");
        }
        for (int draw = 1; ; draw++) {
            String sscc = labels.sscc();
            try {
                bags.insert(sscc, node.countyCode(), node.code(), nextNode, caller.accountId(), clock.instant());
                return new StationWork.Bag(sscc, node.code(), nextNode);
            } catch (RuntimeException e) {
                boolean taken = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
                if (!taken || draw == DRAWS_MAX) {
                    throw e;
                }
            }
        }
    }

    @Override
    public List<ScanResult> scan(Caller caller, List<Scan> scans) {
        checkCount(scans);
        return scans.stream()
                .map(scan -> result(scan, scanning.apply(caller, scan)))
                .toList();
    }

    private static void checkCount(List<Scan> scans) {
        if (scans.isEmpty() || scans.size() > SCANS_MAX) {
            throw ProblemException.invalid(
                    "scans", "scan-count", "一次应有 1–500 条扫描 · Between 1 and " + SCANS_MAX + " scans at a time");
        }
    }

    @Override
    public Batch scanKept(Caller caller, Instant sentAt, List<Scan> scans) {
        checkCount(scans);
        Duration ahead = Duration.between(clock.instant(), sentAt);
        var results = new ScanResult[scans.size()];
        IntStream.range(0, scans.size())
                .boxed()
                // What names no time was made when it was sent: last. The sort keeps the order of what is equal.
                .sorted(Comparator.comparing(i -> madeAt(scans.get(i), sentAt)))
                .forEachOrdered(i -> {
                    Scan scan = scans.get(i);
                    results[i] = result(
                            scan,
                            scanning.apply(caller, scan, madeAt(scan, sentAt).minus(ahead)));
                });
        boolean wrong = ahead.abs().compareTo(CLOCK_OFF_TOLD) > 0;
        return new Batch(ahead.toSeconds(), wrong ? told(ahead) : null, List.of(results));
    }

    private static Instant madeAt(Scan scan, Instant sentAt) {
        return scan.deviceTime() == null ? sentAt : scan.deviceTime();
    }

    private static String told(Duration ahead) {
        long minutes = ahead.abs().toMinutes();
        return ahead.isNegative()
                ? "扫描枪时钟慢了 " + minutes + " 分钟，请校准 · The scanner's clock is " + minutes + " minutes behind"
                : "扫描枪时钟快了 " + minutes + " 分钟，请校准 · The scanner's clock is " + minutes + " minutes ahead";
    }

    private static ScanResult result(Scan scan, Reply reply) {
        Answer answer = reply.answer();
        return new ScanResult(scan.scanId(), reply.outcome(), answer.code(), answer.title(), answer.state());
    }

    @Override
    public PickedUp pickUp(
            Caller caller, String requestId, String nodeCode, String pickupCode, @Nullable Long cashFen) {
        Node node = duties.node(caller, nodeCode).orElseThrow(ProblemException::notFound);
        if (node.tier() == Node.Tier.GATEWAY) {
            throw ProblemException.notFound();
        }
        var scan = new Scan(
                requestId,
                "pickup." + caller.accountId(),
                null,
                ScanKind.HAND_OVER,
                nodeCode,
                null,
                null,
                null,
                pickupCode,
                cashFen,
                null,
                null);
        Answer answer = scanning.apply(caller, scan).answer();
        if (answer.code() != null) {
            throw problem(answer, nodeCode, pickupCode);
        }
        return new PickedUp(answer.barcode(), ParcelState.valueOf(answer.state()));
    }

    private ProblemException problem(Answer answer, String nodeCode, String pickupCode) {
        int status = switch (Why.valueOf(answer.code().replace('-', '_').toUpperCase(Locale.ROOT))) {
            case TOO_MANY_GUESSES -> 429;
            case SCAN_INVALID -> 400;
            case PARCEL_UNKNOWN, NODE_UNKNOWN -> 404;
            default -> 409;
        };
        var problem = ProblemException.of(status, answer.code(), answer.title(), null);
        if (!answer.code().equals(Why.CASH_MISMATCH.code())) {
            return problem;
        }
        // The code was right, so what is due may be told.
        return codes.barcodeOf(nodeCode, pickupCode)
                .flatMap(parcels::find)
                .map(parcel -> problem.fact("cashDueFen", parcel.cashDueFen()))
                .orElse(problem);
    }
}
