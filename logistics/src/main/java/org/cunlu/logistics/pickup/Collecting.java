package org.cunlu.logistics.pickup;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Claimant;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.OneDone;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.ParcelsThere.There;
import org.cunlu.logistics.PickupCounter;
import org.cunlu.logistics.Pickups.Attempt;
import org.cunlu.logistics.Pickups.No;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.Scans;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.pickup.Counter.Found;
import org.cunlu.logistics.pickup.PickupTable.Pickup;

/** Somebody stands at the counter: what waits for him, and all or some of it handed over in one act, a scan for each parcel. */
@Singleton
class Collecting implements PickupCounter {
    private static final String ACT = "logistics.collect";

    private final Counter counter;
    private final ParcelsThere parcels;
    private final Scans scans;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final BlindIndex index;
    private final Ids ids;
    private final Clock clock;

    Collecting(
            Counter counter,
            ParcelsThere parcels,
            Scans scans,
            Workplaces workplaces,
            Idempotency idempotency,
            Transactions transactions,
            BlindIndex index,
            Ids ids,
            Clock clock) {
        this.counter = counter;
        this.parcels = parcels;
        this.scans = scans;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.index = index;
        this.ids = ids;
        this.clock = clock;
    }

    /** What makes a request the same again; the code is in it as a keyed hash. */
    @Serdeable
    record Same(String node, String shown, @Nullable List<String> parcels, long cashFen) {}

    /** What will be done; kept, so that the same request does the same again. */
    @Serdeable
    record Plan(String actId, List<Due> parcels) {}

    @Serdeable
    record Due(String barcode, long cashFen) {}

    @Override
    public AllWaits look(Caller caller, Asking asking) {
        Node node = workplaces.own(caller, asking.node(), ACT, Workplaces.HANDS);
        var found = found(caller, node, asking).pickups();
        var shelves = parcels.find(found.stream().map(Pickup::barcode).toList()).stream()
                .collect(Collectors.toMap(There::barcode, Function.identity()));
        var waits = found.stream()
                .map(pickup -> new Waits(
                        pickup.barcode(),
                        shelves.get(pickup.barcode()).shelf(),
                        pickup.parcel().cashDueFen(),
                        pickup.collectBy()))
                .toList();
        return new AllWaits(waits, sum(found));
    }

    @Override
    public List<OneDone> handOver(
            Caller caller, Asking asking, @Nullable List<String> chosen, long cashFen, @Nullable String key) {
        Node node = workplaces.own(caller, asking.node(), ACT, Workplaces.HANDS);
        mustSayWho(node, asking);
        var same = new Same(node.code(), hashed(asking), chosen, cashFen);
        Plan plan = idempotency
                .remembered(caller.accountId(), ACT, key, same, Plan.class)
                .orElseGet(() -> plan(caller, node, asking, same, key));
        return plan.parcels().stream()
                .map(due -> handOver(caller, asking, plan.actId(), due))
                .toList();
    }

    private String hashed(Asking asking) {
        Claimant claimant = asking.claimant();
        String shown = claimant == null
                ? asking.pickupCode()
                : claimant.name() + "\n" + claimant.phoneTail() + "\n" + claimant.representative();
        return HexFormat.of().formatHex(index.of("logistics.collect", shown));
    }

    private Plan plan(Caller caller, Node node, Asking asking, Same same, @Nullable String key) {
        // The guess is counted apart from the act: it stays counted when the act is refused.
        Found found = found(caller, node, asking);
        var chosen = same.parcels() == null
                ? found.pickups()
                : found.pickups().stream()
                        .filter(pickup -> same.parcels().contains(pickup.barcode()))
                        .toList();
        if (same.parcels() != null
                && chosen.size() < same.parcels().stream().distinct().count()) {
            throw ProblemException.of(
                    409, "parcel-not-his", "其中有不属于此人或不在此处的包裹 · Not all of them wait here for him", null);
        }
        if (sum(chosen) != same.cashFen()) {
            throw ProblemException.of(409, "cash-mismatch", "收款金额与应收不符 · The cash is not what is due", null)
                    .fact("cashDueFen", sum(chosen));
        }
        // The parcel whose code was shown goes last, for its code opens the others as long as it waits itself.
        var due = chosen.stream()
                .sorted(Comparator.comparing((Pickup pickup) -> pickup.barcode().equals(found.shown())))
                .map(pickup -> new Due(pickup.barcode(), pickup.parcel().cashDueFen()))
                .toList();
        return idempotency.once(caller.accountId(), ACT, key, same, Plan.class, () -> new Plan(ids.next(), due));
    }

    private static long sum(List<Pickup> some) {
        return some.stream().mapToLong(pickup -> pickup.parcel().cashDueFen()).sum();
    }

    private static void mustSayWho(Node node, Asking asking) {
        boolean byCode = asking.pickupCode() != null;
        boolean fine = byCode
                ? asking.claimant() == null
                : asking.claimant() != null && asking.claimant().wellFormed();
        if (!fine || node.tier() == Node.Tier.GATEWAY) {
            throw ProblemException.invalid(
                    "pickupCode", "claim-invalid", "请填取件码，或姓名和手机尾号 · A code, or a name with last digits");
        }
    }

    private Found found(Caller caller, Node node, Asking asking) {
        mustSayWho(node, asking);
        var attempt = new Attempt(
                node.code(),
                node.countyCode(),
                caller.accountId(),
                clock.instant(),
                null,
                asking.pickupCode(),
                asking.claimant());
        Found found = transactions.run(() -> counter.all(attempt));
        if (found.no() != null) {
            throw refused(found.no());
        }
        return found;
    }

    private static ProblemException refused(No no) {
        return switch (no) {
            case TOO_MANY_GUESSES ->
                ProblemException.of(
                        429,
                        "too-many-guesses",
                        "错误次数过多，请十分钟后再试 · Too many wrong guesses, try again in ten minutes",
                        null);
            case RECIPIENT_WRONG ->
                ProblemException.of(
                        409, "recipient-wrong", "没有此人的包裹，请核对姓名和号码 · Nothing waits here for that name and number", null);
            default -> ProblemException.of(409, "pickup-code-wrong", "取件码不对 · The pickup code is wrong", null);
        };
    }

    private OneDone handOver(Caller caller, Asking asking, String actId, Due due) {
        var scan = ScanDraft.of(
                        actId + "." + due.barcode(), "collect." + caller.accountId(), ScanKind.HAND_OVER, asking.node())
                .parcel(due.barcode())
                .pickupCode(asking.pickupCode())
                .claimant(asking.claimant())
                .cash(due.cashFen())
                .scan();
        return OneDone.of(due.barcode(), scans.apply(caller, scan, null));
    }
}
