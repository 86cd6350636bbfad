package org.cunlu.logistics.station;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.ParcelsThere.Piece;
import org.cunlu.logistics.ParcelsThere.There;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Rerouting.Slip;
import org.cunlu.logistics.StationParcel;
import org.cunlu.logistics.StationParcel.Content;
import org.cunlu.logistics.StationParcel.Departure;
import org.cunlu.logistics.Timetable;

/** What there is to do at a node. */
@Singleton
class StationList {
    private static final Set<ParcelState> SENDS_ON = Set.of(ParcelState.BOOKED, ParcelState.AT_NODE);

    private final ParcelsThere parcels;
    private final Pickups pickups;
    private final Skus skus;
    private final Recipients recipients;
    private final Timetable timetable;
    private final Rerouting rerouting;
    private final Clock clock;

    StationList(
            ParcelsThere parcels,
            Pickups pickups,
            Skus skus,
            Recipients recipients,
            Timetable timetable,
            Rerouting rerouting,
            Clock clock) {
        this.parcels = parcels;
        this.pickups = pickups;
        this.skus = skus;
        this.recipients = recipients;
        this.timetable = timetable;
        this.rerouting = rerouting;
        this.clock = clock;
    }

    Page<StationParcel> at(Node node, @Nullable ParcelState state, String after, int limit) {
        Page<There> page = Page.of(parcels.at(node.code(), state, after, limit + 1), limit, There::barcode);
        return new Page<>(told(page.items(), node), page.next());
    }

    /** @return these, in their order, as whoever works at the node needs them */
    List<StationParcel> told(List<There> these, Node node) {
        Map<String, Sku> names = skus.find(these.stream()
                .flatMap(parcel -> parcel.contents().stream())
                .map(Piece::skuCode)
                .collect(Collectors.toSet()));
        var people = recipients.masked(these.stream().map(There::recipientId).collect(Collectors.toSet()));
        var departures = departures(these, node);
        Map<String, Slip> slips = rerouting
                .slips(these.stream().map(There::barcode).toList())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, all -> all.getValue().getLast()));
        var until = pickups.collectBy(these.stream()
                .filter(parcel -> parcel.state() == ParcelState.READY)
                .map(There::barcode)
                .toList());
        return these.stream()
                .map(parcel -> new StationParcel(
                        parcel.barcode(),
                        parcel.state(),
                        sendsOn(parcel) ? parcel.nextNode() : null,
                        departures.get(parcel.barcode()),
                        parcel.destination(),
                        parcel.inBag(),
                        contents(parcel.contents(), names),
                        parcel.cashDueFen(),
                        masked(people.get(parcel.recipientId())),
                        parcel.promisedAt(),
                        parcel.shelf(),
                        parcel.goingBack(),
                        until.get(parcel.barcode()),
                        slips.containsKey(parcel.barcode())
                                ? slips.get(parcel.barcode()).promisedAfter()
                                : parcel.promisedAt(),
                        slips.get(parcel.barcode())))
                .toList();
    }

    private static boolean sendsOn(There parcel) {
        return SENDS_ON.contains(parcel.state()) && parcel.nextNode() != null;
    }

    /** The trip of each parcel's next leg, or what goes next when that trip has gone. */
    private Map<String, Departure> departures(List<There> here, Node node) {
        Instant now = clock.instant();
        var next = new HashMap<String, Optional<Leg>>();
        var departures = new HashMap<String, Departure>();
        for (There each : here) {
            Leg leg = each.leg();
            if (leg != null && sendsOn(each)) {
                Optional<Leg> trip = leg.departsAt().isBefore(now)
                        ? next.computeIfAbsent(leg.toNode(), to -> timetable.nextDeparture(node.code(), to, now))
                        : Optional.of(leg);
                trip.ifPresent(found -> departures.put(
                        each.barcode(), new Departure(found.lineCode(), found.departsAt(), found.arrivesAt())));
            }
        }
        return departures;
    }

    private static List<Content> contents(List<Piece> pieces, Map<String, Sku> names) {
        return pieces.stream()
                .map(piece -> {
                    Sku sku = names.get(piece.skuCode());
                    return new Content(piece.skuCode(), sku == null ? piece.skuCode() : sku.name(), piece.quantity());
                })
                .toList();
    }

    private static String masked(@Nullable Recipient recipient) {
        return recipient == null ? null : recipient.name() + " " + recipient.phone();
    }
}
