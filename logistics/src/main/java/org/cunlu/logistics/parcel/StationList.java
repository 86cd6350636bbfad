package org.cunlu.logistics.parcel;

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
import org.cunlu.logistics.StationWork.Content;
import org.cunlu.logistics.StationWork.Departure;
import org.cunlu.logistics.StationWork.StationParcel;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.Ways.ParcelLeg;
import org.cunlu.logistics.parcel.ContentTable.Line;

/** What there is to do at a node. */
@Singleton
class StationList {
    private static final Set<ParcelState> SENDS_ON = Set.of(ParcelState.BOOKED, ParcelState.AT_NODE);

    private final ParcelTable parcels;
    private final ContentTable contents;
    private final Ways ways;
    private final Skus skus;
    private final Recipients recipients;
    private final Timetable timetable;
    private final Clock clock;

    StationList(
            ParcelTable parcels,
            ContentTable contents,
            Ways ways,
            Skus skus,
            Recipients recipients,
            Timetable timetable,
            Clock clock) {
        this.parcels = parcels;
        this.contents = contents;
        this.ways = ways;
        this.skus = skus;
        this.recipients = recipients;
        this.timetable = timetable;
        this.clock = clock;
    }

    Page<StationParcel> at(Node node, @Nullable ParcelState state, String after, int limit) {
        Page<Parcel> page = Page.of(parcels.at(node.code(), state, after, limit + 1), limit, Parcel::barcode);
        var barcodes = page.items().stream().map(Parcel::barcode).toList();
        var lines = contents.of(barcodes);
        Map<String, Sku> names = skus.find(
                lines.values().stream().flatMap(List::stream).map(Line::skuCode).collect(Collectors.toSet()));
        var people =
                recipients.masked(page.items().stream().map(Parcel::recipientId).collect(Collectors.toSet()));
        var shelves = parcels.shelves(barcodes);
        var departures = departures(page.items(), node);
        var items = page.items().stream()
                .map(parcel -> new StationParcel(
                        parcel.barcode(),
                        parcel.state(),
                        sendsOn(parcel) ? parcel.position().nextNode() : null,
                        departures.get(parcel.barcode()),
                        parcel.destination(),
                        parcel.inBag(),
                        contents(lines.getOrDefault(parcel.barcode(), List.of()), names),
                        parcel.cashDueFen(),
                        masked(people.get(parcel.recipientId())),
                        parcel.promisedAt(),
                        shelves.get(parcel.barcode()),
                        parcel.goingBack()))
                .toList();
        return new Page<>(items, page.next());
    }

    private static boolean sendsOn(Parcel parcel) {
        return SENDS_ON.contains(parcel.state()) && parcel.position().nextNode() != null;
    }

    /** The trip of each parcel's next leg, or what goes next when that trip has gone. */
    private Map<String, Departure> departures(List<Parcel> here, Node node) {
        Instant now = clock.instant();
        Map<String, Integer> seqs =
                here.stream().filter(StationList::sendsOn).collect(Collectors.toMap(Parcel::barcode, Parcel::legSeq));
        var next = new HashMap<String, Optional<Leg>>();
        var departures = new HashMap<String, Departure>();
        for (ParcelLeg each : ways.of(seqs.keySet())) {
            if (each.seq() == seqs.get(each.barcode())) {
                Leg leg = each.leg();
                Optional<Leg> trip = leg.departsAt().isBefore(now)
                        ? next.computeIfAbsent(leg.toNode(), to -> timetable.nextDeparture(node.code(), to, now))
                        : Optional.of(leg);
                trip.ifPresent(found -> departures.put(
                        each.barcode(), new Departure(found.lineCode(), found.departsAt(), found.arrivesAt())));
            }
        }
        return departures;
    }

    private static List<Content> contents(List<Line> lines, Map<String, Sku> names) {
        return lines.stream()
                .map(line -> {
                    Sku sku = names.get(line.skuCode());
                    return new Content(line.skuCode(), sku == null ? line.skuCode() : sku.name(), line.quantity());
                })
                .toList();
    }

    private static String masked(@Nullable Recipient recipient) {
        return recipient == null ? null : recipient.name() + " " + recipient.phone();
    }
}
