package org.cunlu.logistics.station;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.Scans;
import org.cunlu.logistics.Scans.Answered;
import org.cunlu.logistics.Scans.Made;
import org.cunlu.logistics.StationParcel;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.Workplaces;

/** The desk at which people of a node work: what is there, bags, scans, pickups. */
@Singleton
class StationDesk implements StationWork {
    private static final String ACT = "logistics.station";
    /** What a scanner's clock may be wrong by before whoever holds it is told. */
    private static final Duration CLOCK_OFF_TOLD = Duration.ofMinutes(5);

    private final Scans scans;
    private final Bags bags;
    private final ParcelsThere parcels;
    private final Pickups pickups;
    private final StationList list;
    private final ToWhom toWhom;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Clock clock;

    StationDesk(
            Scans scans,
            Bags bags,
            ParcelsThere parcels,
            Pickups pickups,
            StationList list,
            ToWhom toWhom,
            Workplaces workplaces,
            Idempotency idempotency,
            Clock clock) {
        this.scans = scans;
        this.bags = bags;
        this.parcels = parcels;
        this.pickups = pickups;
        this.list = list;
        this.toWhom = toWhom;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    private Node own(Caller caller, String nodeCode) {
        return workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
    }

    @Override
    public Page<StationParcel> parcels(
            Caller caller,
            String nodeCode,
            @Nullable ParcelState state,
            @Nullable String cursor,
            @Nullable Integer limit) {
        Node node = own(caller, nodeCode);
        if (cursor != null && !parcels.isBarcode(cursor)) {
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
    record Opening(String node, String nextNode, Bags.Kind kind) {}

    @Override
    public StationWork.Bag openBag(
            Caller caller, String requestId, String nodeCode, String nextNodeCode, Bags.Kind kind) {
        Node node = own(caller, nodeCode);
        return idempotency.once(
                caller.accountId(),
                "logistics.open-bag",
                requestId,
                new Opening(nodeCode, nextNodeCode, kind),
                StationWork.Bag.class,
                () -> bags.open(caller, node, nextNodeCode, kind));
    }

    @Override
    public List<ScanResult> scan(Caller caller, List<Scan> made) {
        checkCount(made);
        var answers = scans.applyAll(
                caller, made.stream().map(scan -> new Made(scan, null)).toList());
        return IntStream.range(0, made.size())
                .mapToObj(i -> result(made.get(i), answers.get(i)))
                .toList();
    }

    private static void checkCount(List<Scan> made) {
        if (made.isEmpty() || made.size() > SCANS_MAX) {
            throw ProblemException.invalid(
                    "scans", "scan-count", "一次应有 1–500 条扫描 · Between 1 and " + SCANS_MAX + " scans at a time");
        }
    }

    @Override
    public Batch scanKept(Caller caller, Instant sentAt, List<Scan> made) {
        checkCount(made);
        Duration ahead = Duration.between(clock.instant(), sentAt);
        List<Integer> order = IntStream.range(0, made.size())
                .boxed()
                // What names no time was made when it was sent: last. The sort keeps the order of what is equal.
                .sorted(Comparator.comparing(i -> madeAt(made.get(i), sentAt)))
                .toList();
        var answers = scans.applyAll(
                caller,
                order.stream()
                        .map(made::get)
                        .map(scan -> new Made(scan, madeAt(scan, sentAt).minus(ahead)))
                        .toList());
        var results = new ScanResult[made.size()];
        for (int i = 0; i < results.length; i++) {
            results[order.get(i)] = result(made.get(order.get(i)), answers.get(i));
        }
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

    private static ScanResult result(Scan scan, Answered answer) {
        return new ScanResult(scan.scanId(), answer.outcome(), answer.code(), answer.title(), answer.state());
    }

    @Override
    public PickedUp pickUp(
            Caller caller, String requestId, String nodeCode, String pickupCode, @Nullable Long cashFen) {
        Node node = own(caller, nodeCode);
        if (node.tier() == Node.Tier.GATEWAY) {
            throw ProblemException.notFound();
        }
        var scan = ScanDraft.of(requestId, "pickup." + caller.accountId(), ScanKind.HAND_OVER, nodeCode)
                .pickupCode(pickupCode)
                .cash(cashFen)
                .scan();
        Answered answer = scans.apply(caller, scan, null);
        if (answer.code() != null) {
            throw problem(answer, nodeCode, pickupCode);
        }
        return new PickedUp(answer.barcode(), ParcelState.valueOf(answer.state()));
    }

    private ProblemException problem(Answered answer, String nodeCode, String pickupCode) {
        int status = switch (answer.code()) {
            case "too-many-guesses" -> 429;
            case "scan-invalid" -> 400;
            case "parcel-unknown", "node-unknown" -> 404;
            default -> 409;
        };
        var problem = ProblemException.of(status, answer.code(), answer.title(), null);
        if (!answer.code().equals("cash-mismatch")) {
            return problem;
        }
        // The code was right, so what is due may be told.
        return pickups.barcode(nodeCode, pickupCode)
                .flatMap(parcels::find)
                .map(parcel -> problem.fact("cashDueFen", parcel.cashDueFen()))
                .orElse(problem);
    }
}
