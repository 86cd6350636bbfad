package org.cunlu.logistics.epcis;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.logistics.CustodyLog.Entry;
import org.cunlu.logistics.CustodyLog.Shape;

/**
 * What a step of a parcel is in the words of EPCIS 2.0 and the Core Business Vocabulary 2.0. Booking and withdrawing are no
 * events: nothing was there to be seen.
 */
enum Meaning {
    PACK(shape("PACK"), "ADD", "packing", "in_progress"),
    BAG(aggregated("BAG"), "ADD", "packing", "container_closed"),
    BAG_NESTED(inside("BAG"), "OBSERVE", "packing", "in_progress"),
    UNBAG(aggregated("UNBAG"), "DELETE", "unpacking", "in_progress"),
    UNBAG_NESTED(inside("UNBAG"), "OBSERVE", "unpacking", "in_progress"),
    SEAL(shape("SEAL"), "OBSERVE", "packing", "container_closed"),
    SORT(shape("SORT"), "OBSERVE", "staging_outbound", "in_progress"),
    LOAD(shape("LOAD"), "OBSERVE", "loading", "in_transit"),
    OFFLOAD(shape("OFFLOAD"), "OBSERVE", "unloading", "in_progress"),
    DEPART(shape("DEPART"), "OBSERVE", "departing", "in_transit"),
    OUT(shape("OUT"), "OBSERVE", "departing", "in_transit"),
    ARRIVE(shape("ARRIVE"), "OBSERVE", "arriving", "in_transit"),
    IN(shape("IN"), "OBSERVE", "arriving", "in_progress"),
    UNLOAD(shape("UNLOAD"), "OBSERVE", "unloading", "in_progress"),
    RECEIVE(shape("RECEIVE"), "OBSERVE", "receiving", "in_progress"),
    COUNT(shape("COUNT"), "OBSERVE", "stock_taking", "in_progress"),
    SHELVE(shape("SHELVE"), "OBSERVE", "storing", "available"),
    HAND_OVER(new Shape("HAND_OVER", "PERSON", null), "OBSERVE", "accepting", "retail_sold"),
    TO_CARRIER(new Shape("HAND_OVER", "CARRIER", null), "OBSERVE", "shipping", "in_transit"),
    DELIVER(shape("DELIVER"), "OBSERVE", "accepting", "retail_sold"),
    STOCK(shape("STOCK"), "OBSERVE", "storing", "sellable_accessible"),
    UNPACK(shape("UNPACK"), "DELETE", "unpacking", "in_progress"),
    REFUSE(shape("REFUSE"), "OBSERVE", "holding", "returned"),
    RETURN(shape("RETURN"), "OBSERVE", "receiving", "returned"),
    EVACUATE(shape("EVACUATE"), "OBSERVE", "staging_outbound", "in_progress"),
    LOST(shape("LOST"), "OBSERVE", "inspecting", "unknown"),
    FOUND(shape("FOUND"), "OBSERVE", "inspecting", "in_progress"),
    DAMAGED(shape("DAMAGED"), "OBSERVE", "inspecting", "damaged"),
    REWEIGH(shape("REWEIGH"), "OBSERVE", "inspecting", "in_progress");

    static final String OBJECT = "ObjectEvent";
    static final String AGGREGATION = "AggregationEvent";

    private final Shape shape;
    private final String action;
    private final String bizStep;
    private final String disposition;

    Meaning(Shape shape, String action, String bizStep, String disposition) {
        this.shape = shape;
        this.action = action;
        this.bizStep = bizStep;
        this.disposition = disposition;
    }

    private static Shape shape(String what) {
        return new Shape(what, null, null);
    }

    private static Shape aggregated(String what) {
        return new Shape(what, null, true);
    }

    private static Shape inside(String what) {
        return new Shape(what, null, false);
    }

    static Meaning of(Entry step) {
        return Stream.of(values())
                .filter(meaning -> meaning.fits(step))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no event for " + step.what()));
    }

    private boolean fits(Entry step) {
        return shape.what().equals(step.what())
                && (shape.holderKind() == null || shape.holderKind().equals(step.holderKind()))
                && (shape.changesBag() == null || shape.changesBag() == step.changesBag());
    }

    /** @return the steps whose events have these; null for any */
    static List<Shape> shapes(
            @Nullable List<String> types,
            @Nullable List<String> actions,
            @Nullable List<String> bizSteps,
            @Nullable List<String> dispositions) {
        return Stream.of(values())
                .filter(meaning -> types == null || types.contains(meaning.type()))
                .filter(meaning -> actions == null || actions.contains(meaning.action))
                .filter(meaning -> bizSteps == null || bizSteps.contains(meaning.bizStep))
                .filter(meaning -> dispositions == null || dispositions.contains(meaning.disposition))
                .map(meaning -> meaning.shape)
                .toList();
    }

    String type() {
        return Boolean.TRUE.equals(shape.changesBag()) ? AGGREGATION : OBJECT;
    }

    String action() {
        return action;
    }

    String bizStep() {
        return bizStep;
    }

    String disposition() {
        return disposition;
    }
}
