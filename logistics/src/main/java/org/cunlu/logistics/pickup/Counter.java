package org.cunlu.logistics.pickup;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.accounts.Recipients;
import org.cunlu.accounts.Recipients.As;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Claimant;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Pickups.Attempt;
import org.cunlu.logistics.Pickups.No;
import org.cunlu.logistics.Pickups.Sought;
import org.cunlu.logistics.pickup.PickupTable.Pickup;

/** What opens a parcel: its code, that of another of the same recipient, or who its recipient is. Guesses are counted. */
@Singleton
class Counter {
    private static final String ACT = "logistics.pickup-named";
    /** More than any station has room for. */
    private static final int WAITING_MAX = 5_000;

    private final PickupTable pickups;
    private final PickupCodes codes;
    private final PickupGuesses guesses;
    private final Recipients recipients;
    private final Telling telling;
    private final Network network;
    private final Trail trail;

    Counter(
            PickupTable pickups,
            PickupCodes codes,
            PickupGuesses guesses,
            Recipients recipients,
            Telling telling,
            Network network,
            Trail trail) {
        this.pickups = pickups;
        this.codes = codes;
        this.guesses = guesses;
        this.recipients = recipients;
        this.telling = telling;
        this.network = network;
        this.trail = trail;
    }

    Sought seek(Attempt attempt) {
        // The actor's counter is locked first, always: so all his guesses here take turns.
        if (guesses.locked(byActor(attempt), attempt.at())) {
            return new Sought(No.TOO_MANY_GUESSES, null, null);
        }
        String barcode = attempt.barcode() == null ? under(attempt) : attempt.barcode();
        if (barcode == null) {
            guesses.wrong(byActor(attempt), attempt.at());
            return new Sought(No.PICKUP_CODE_WRONG, null, null);
        }
        return pickups.find(barcode)
                .filter(pickup -> elsewhere(pickup, attempt))
                .map(pickup -> toldWhere(pickup, attempt))
                .orElseGet(() -> new Sought(null, barcode, null));
    }

    private static String byActor(Attempt attempt) {
        return PickupGuesses.byActor(attempt.nodeCode(), attempt.actor());
    }

    @Nullable
    private String under(Attempt attempt) {
        return pickups.under(attempt.nodeCode(), codes.indexOf(attempt.code()))
                .map(Pickup::barcode)
                .orElse(null);
    }

    private static boolean elsewhere(Pickup pickup, Attempt attempt) {
        return pickup.parcel().countyCode().equals(attempt.countyCode())
                && !pickup.parcel().nodeCode().equals(attempt.nodeCode());
    }

    /**
     * Stations stand close to each other: whoever knows number and code of what waits at another is told which, and so is its
     * recipient. Name and number open no such door, for others know them.
     */
    private Sought toldWhere(Pickup pickup, Attempt attempt) {
        if (attempt.code() == null || !pickups.opens(pickup.barcode(), codes.indexOf(attempt.code()))) {
            guesses.wrong(byActor(attempt), attempt.at());
            return new Sought(No.PARCEL_UNKNOWN, pickup.barcode(), null);
        }
        String there = pickup.parcel().nodeCode();
        String station = network.node(there).map(Node::name).orElse(there);
        if (pickups.elsewhere(pickup.barcode(), attempt.at())) {
            telling.elsewhere(pickup);
        }
        return new Sought(No.WRONG_STATION, pickup.barcode(), station);
    }

    /** What waits here for somebody. @param no why nothing is told  @param shown what his own code opens; null for a claimant */
    record Found(@Nullable No no, @Nullable String shown, List<Pickup> pickups) {}

    /** All that waits at a node for who shows this; a wrong guess is counted, so the caller must commit. */
    Found all(Attempt attempt) {
        if (guesses.locked(byActor(attempt), attempt.at())) {
            return new Found(No.TOO_MANY_GUESSES, null, List.of());
        }
        var waiting = pickups.at(attempt.nodeCode(), WAITING_MAX);
        String shown = attempt.code() == null ? null : under(attempt);
        List<Pickup> his = attempt.code() == null
                ? List.copyOf(claimed(waiting, attempt.claimant()).keySet())
                : pickups.find(shown).map(one -> alike(one, waiting)).orElse(List.of());
        if (his.isEmpty()) {
            guesses.wrong(byActor(attempt), attempt.at());
            return new Found(attempt.code() == null ? No.RECIPIENT_WRONG : No.PICKUP_CODE_WRONG, null, List.of());
        }
        if (attempt.code() == null) {
            trail.record(attempt.actor(), ACT, attempt.nodeCode(), null, his.size() + " parcels");
        }
        return new Found(
                null,
                shown,
                his.stream().sorted(Comparator.comparing(Pickup::barcode)).toList());
    }

    @Nullable
    No opens(String barcode, Attempt attempt) {
        String ofParcel = PickupGuesses.ofParcel(barcode);
        if (guesses.locked(ofParcel, attempt.at())) {
            return No.TOO_MANY_GUESSES;
        }
        boolean right = attempt.code() == null ? byName(barcode, attempt) : byCode(barcode, attempt);
        if (right) {
            guesses.right(ofParcel);
            return null;
        }
        guesses.wrong(byActor(attempt), attempt.at());
        guesses.wrong(ofParcel, attempt.at());
        return attempt.code() == null ? No.RECIPIENT_WRONG : No.PICKUP_CODE_WRONG;
    }

    private boolean byCode(String barcode, Attempt attempt) {
        byte[] index = codes.indexOf(attempt.code());
        if (pickups.opens(barcode, index)) {
            return true;
        }
        var shown = pickups.under(attempt.nodeCode(), index);
        var wanted = pickups.find(barcode);
        return shown.isPresent()
                && wanted.isPresent()
                && !alike(shown.get(), List.of(wanted.get())).isEmpty();
    }

    /** @return those of these that are for the recipient of this one */
    List<Pickup> alike(Pickup one, Collection<Pickup> among) {
        Set<String> his = recipients.alike(
                one.parcel().recipientId(),
                among.stream().map(each -> each.parcel().recipientId()).toList());
        return among.stream()
                .filter(each -> his.contains(each.parcel().recipientId()))
                .toList();
    }

    private boolean byName(String barcode, Attempt attempt) {
        var found = pickups.find(barcode).stream().toList();
        Map<Pickup, As> claimed = claimed(found, attempt.claimant());
        // Who vouched for whom must be on record: there is no code that proves it.
        claimed.values().forEach(how -> trail.record(attempt.actor(), ACT, barcode, null, how.name()));
        return !claimed.isEmpty();
    }

    /** @return those of these that somebody may collect, and as whom */
    Map<Pickup, As> claimed(Collection<Pickup> among, Claimant claimant) {
        var as = recipients.claimed(
                among.stream().map(each -> each.parcel().recipientId()).toList(),
                claimant.name(),
                claimant.phoneTail(),
                claimant.representative());
        return among.stream()
                .filter(each -> as.containsKey(each.parcel().recipientId()))
                .collect(Collectors.toMap(
                        each -> each, each -> as.get(each.parcel().recipientId())));
    }
}
