package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.LabelFacts;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Workplaces;

/** Reads what stands on labels and lists. */
@Singleton
class LabelReading implements LabelFacts {
    private final Workplaces workplaces;
    private final ParcelTable parcels;
    private final BagTable bags;
    private final OnTheWay way;
    private final Network network;
    private final Recipients recipients;

    LabelReading(
            Workplaces workplaces,
            ParcelTable parcels,
            BagTable bags,
            OnTheWay way,
            Network network,
            Recipients recipients) {
        this.workplaces = workplaces;
        this.parcels = parcels;
        this.bags = bags;
        this.way = way;
        this.network = network;
        this.recipients = recipients;
    }

    @Override
    public ParcelFacts parcel(Caller caller, String nodeCode, String barcode) {
        Node node = workplaces.hands(caller, nodeCode).orElseThrow(ProblemException::notFound);
        Parcel parcel = parcels.find(barcode)
                .filter(found -> found.holder().isNode(node.code()))
                .orElseThrow(ProblemException::notFound);
        return facts(parcel, parcel.goingBack() ? null : masked(parcel.recipientId()));
    }

    @Override
    public List<ParcelFacts> booked(Collection<String> orderIds) {
        List<Parcel> waiting = parcels.ofOrders(orderIds).stream()
                .filter(parcel -> parcel.state() == ParcelState.BOOKED)
                .sorted(Comparator.comparing(Parcel::barcode))
                .toList();
        var names = recipients.masked(waiting.stream().map(Parcel::recipientId).collect(Collectors.toSet()));
        return waiting.stream()
                .map(parcel -> {
                    Recipient recipient = names.get(parcel.recipientId());
                    return facts(parcel, recipient == null ? null : recipient.name());
                })
                .toList();
    }

    private ParcelFacts facts(Parcel parcel, @Nullable String recipientMasked) {
        return new ParcelFacts(
                parcel.barcode(),
                name(parcel.fromNode()),
                name(parcel.destination()),
                parcel.position().nextNode() == null
                        ? null
                        : name(parcel.position().nextNode()),
                recipientMasked,
                parcels.load(parcel).weightGrams(),
                parcel.storageClass(),
                parcel.cashDueFen(),
                parcel.goingBack(),
                parcel.promisedAt());
    }

    @Nullable
    private String masked(String recipientId) {
        Recipient recipient = recipients.masked(Set.of(recipientId)).get(recipientId);
        return recipient == null ? null : recipient.name() + " " + recipient.phone();
    }

    @Override
    public BagFacts bag(Caller caller, String nodeCode, String sscc) {
        Node node = workplaces.hands(caller, nodeCode).orElseThrow(ProblemException::notFound);
        Bag bag = bags.find(sscc)
                .filter(found -> found.holder().isNode(node.code()))
                .orElseThrow(ProblemException::notFound);
        Weighed inside = weighed(bag);
        return new BagFacts(
                bag.sscc(),
                name(bag.fromNode()),
                name(bag.nextNode()),
                bag.seal(),
                inside.parcels(),
                inside.grams(),
                bag.goods() == Bag.Goods.HAZARDOUS);
    }

    /** What a bag holds. */
    private record Weighed(int parcels, long grams) {}

    private Weighed weighed(Bag bag) {
        var all = new ArrayList<>(List.of(bag.sscc()));
        List<String> level = bags.in(all);
        for (int depth = 1; depth <= Bags.DEPTH_MAX && !level.isEmpty(); depth++) {
            all.addAll(level);
            level = bags.in(level);
        }
        var grams = parcels.gramsIn(all);
        return new Weighed(
                grams.size(), grams.stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public TripFacts trip(Caller caller, String nodeCode, String trip) {
        Node node = workplaces.hands(caller, nodeCode).orElseThrow(ProblemException::notFound);
        var aboard = parcels.onTrip(trip);
        Map<String, Leg> legs = way.legsOf(aboard);
        var here = aboard.stream()
                .filter(parcel -> touches(legs.get(parcel.barcode()), node.code()))
                .toList();
        if (here.isEmpty()) {
            throw ProblemException.notFound();
        }
        var loose = here.stream()
                .filter(parcel -> parcel.inBag() == null)
                .map(parcel -> row(parcel, legs.get(parcel.barcode())));
        var outermost = here.stream()
                .map(Parcel::inBag)
                .filter(sscc -> sscc != null)
                .map(this::outermost)
                .collect(Collectors.toMap(Bag::sscc, bag -> bag, (one, same) -> one))
                .values()
                .stream()
                .map(this::row);
        Leg leg = legs.get(here.getFirst().barcode());
        return new TripFacts(
                trip,
                node.name(),
                leg.departsAt(),
                leg.arrivesAt(),
                Stream.concat(outermost, loose)
                        .sorted(Comparator.comparing(Row::number))
                        .toList());
    }

    private static boolean touches(@Nullable Leg leg, String nodeCode) {
        return leg != null && (leg.fromNode().equals(nodeCode) || leg.toNode().equals(nodeCode));
    }

    private Row row(Parcel parcel, Leg leg) {
        return new Row(
                parcel.barcode(),
                false,
                null,
                name(leg.fromNode()),
                name(leg.toNode()),
                1,
                parcels.load(parcel).weightGrams());
    }

    private Row row(Bag bag) {
        Weighed inside = weighed(bag);
        return new Row(
                bag.sscc(),
                true,
                bag.seal(),
                name(bag.fromNode()),
                name(bag.nextNode()),
                inside.parcels(),
                inside.grams());
    }

    private Bag outermost(String sscc) {
        Bag bag = bags.find(sscc).orElseThrow();
        var seen = new HashSet<String>();
        while (bag.inBag() != null && seen.add(bag.sscc())) {
            bag = bags.find(bag.inBag()).orElseThrow();
        }
        return bag;
    }

    private String name(String nodeCode) {
        return network.node(nodeCode).map(Node::name).orElse(nodeCode);
    }
}
