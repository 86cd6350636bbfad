package org.cunlu.logistics.run;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.Aboard.Piece;
import org.cunlu.logistics.Aboard.Stage;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.Scans;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.run.Answer.No;
import org.cunlu.logistics.run.Driving.Call;
import org.cunlu.logistics.run.HandOverTable.State;
import org.cunlu.logistics.run.HandOverTable.Way;

/** What a step means for bags and parcels: the scan it makes, and the crew's word of a hand-over. */
@Singleton
class Goods {
    /** Of a trip with which nothing is to leave or to arrive here. */
    private static final String NOTHING_MOVES = "trip-unknown";

    private static final Set<Stage> CARRIED = Set.of(Stage.LOADED, Stage.ON_TRIP, Stage.AT_STOP);

    private final Aboard aboard;
    private final Scans scans;
    private final HandOverTable words;

    Goods(Aboard aboard, Scans scans, HandOverTable words) {
        this.aboard = aboard;
        this.scans = scans;
        this.words = words;
    }

    /** @return with what state the step is to be answered, or why it cannot be; in no transaction */
    Answer scan(Call call) {
        return switch (call.step().kind()) {
            case ARRIVE -> whole(call, ScanKind.ARRIVE);
            case DEPART -> whole(call, ScanKind.DEPART);
            case COLLECT -> collect(call);
            case TAKE_OFF -> one(call, ScanKind.OFFLOAD);
            case HAND_OVER -> given(call);
            case PASS, LATE, BROKE_DOWN, ROAD_CLOSED -> Answer.applied(call.step(), "TOLD");
        };
    }

    /** A trip that carries nothing runs as well. */
    private Answer whole(Call call, ScanKind kind) {
        Scans.Answered scanned = scans.aboard(call.crew(), scan(call, kind), call.at());
        if (scanned.code() != null && !scanned.code().equals(NOTHING_MOVES)) {
            return Answer.refused(call.step(), scanned.code(), scanned.title());
        }
        return Answer.applied(call.step(), kind == ScanKind.ARRIVE ? "AT_STOP" : "ON_TRIP");
    }

    private Answer one(Call call, ScanKind kind) {
        Scans.Answered scanned = scans.aboard(call.crew(), scan(call, kind), call.at());
        return scanned.code() == null
                ? Answer.applied(call.step(), scanned.state())
                : Answer.refused(call.step(), scanned.code(), scanned.title());
    }

    private static Scan scan(Call call, ScanKind kind) {
        var step = call.step();
        boolean ofThing = step.kind().ofThing();
        return ScanDraft.of(step.stepId(), "run." + digest(step.device()), kind, step.node())
                .madeAt(step.deviceTime())
                .parcel(ofThing ? step.parcel() : null)
                .bag(ofThing ? step.bag() : null)
                .trip(call.trip().code())
                .photo(ofThing ? step.photoId() : null)
                .scan();
    }

    /** A device's name may be as long as a scanner's: with what says that it is a crew's it would be too long. */
    private static String digest(String device) {
        return device.length() <= 60 ? device : device.substring(0, 51) + Integer.toHexString(device.hashCode());
    }

    /** What the node scanned onto the trip already is only said by the crew; else the crew's word is the scan. */
    private Answer collect(Call call) {
        if (boarded(call)) {
            return Answer.applied(call.step(), "LOADED");
        }
        Answer loaded = one(call, ScanKind.LOAD);
        // The node may have scanned it just now.
        return loaded.applied() || !boarded(call) ? loaded : Answer.applied(call.step(), "LOADED");
    }

    private boolean boarded(Call call) {
        return piece(call)
                .filter(piece -> piece.fromNode().equals(call.stop().nodeCode()))
                .filter(piece -> CARRIED.contains(piece.stage()))
                .isPresent();
    }

    private Answer given(Call call) {
        Optional<Piece> piece = piece(call).filter(each -> each.stage() != Stage.WAITING);
        if (piece.isEmpty()) {
            return Answer.refused(call.step(), No.NOT_ON_TRIP);
        }
        if (!piece.get().toNode().equals(call.stop().nodeCode())) {
            return Answer.refused(call.step(), No.OTHER_STOP);
        }
        return Answer.applied(
                call.step(), piece.get().stage() == Stage.TAKEN_OFF ? State.AGREED.name() : State.SAID.name());
    }

    private Optional<Piece> piece(Call call) {
        return aboard.pieces(call.trip().code()).stream()
                .filter(piece -> piece.number().equals(call.step().thing()))
                .findFirst();
    }

    /** Writes down the crew's word. @param scanned what {@link #scan} answered */
    void say(Call call, Answer scanned) {
        var step = call.step();
        String node = call.stop().nodeCode();
        switch (step.kind()) {
            case HAND_OVER -> said(call, Way.GIVEN, State.valueOf(scanned.state()));
            case COLLECT -> said(call, Way.TAKEN, State.SAID);
            default -> words.unsaid(call.trip(), node, step.thing());
        }
    }

    private void said(Call call, Way way, State state) {
        words.said(
                call.trip(),
                call.county(),
                call.stop().nodeCode(),
                way,
                call.step().thing(),
                call.actor(),
                call.at(),
                state);
    }
}
