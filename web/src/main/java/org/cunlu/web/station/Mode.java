package org.cunlu.web.station;

import java.util.List;
import java.util.Optional;
import org.cunlu.logistics.StationWork.ScanKind;

/**
 * What is done with what is scanned.
 * @param kind of the scan
 * @param bag whether a bag is named beside the parcel
 * @param place whether a shelf is
 * @param pickup whether the pickup code and cash are
 * @param trouble whether it is said why, with a photo where there is one
 */
public record Mode(ScanKind kind, boolean bag, boolean place, boolean pickup, boolean trouble) {
    private static final Mode RECEIVE = new Mode(ScanKind.RECEIVE, false, false, false, false);
    private static final Mode UNBAG = new Mode(ScanKind.UNBAG, true, false, false, false);
    private static final Mode SHELVE = new Mode(ScanKind.SHELVE, false, true, false, false);
    private static final Mode HAND_OVER = new Mode(ScanKind.HAND_OVER, false, false, true, false);
    private static final Mode PACK = new Mode(ScanKind.PACK, false, false, false, false);
    private static final Mode SORT = new Mode(ScanKind.SORT, false, false, false, false);
    private static final Mode BAG = new Mode(ScanKind.BAG, true, false, false, false);
    private static final Mode LOAD = new Mode(ScanKind.LOAD, false, false, false, false);
    private static final Mode REFUSE = new Mode(ScanKind.REFUSE, false, false, false, true);
    private static final Mode DAMAGED = new Mode(ScanKind.DAMAGED, false, false, false, true);

    private static final List<Mode> AT_STATION =
            List.of(RECEIVE, UNBAG, SHELVE, HAND_OVER, PACK, SORT, BAG, LOAD, REFUSE, DAMAGED);
    private static final List<Mode> ELSEWHERE = List.of(SORT, BAG, RECEIVE, UNBAG, PACK, LOAD, DAMAGED);

    /** @return what is done there, the most usual first */
    static List<Mode> at(Spot post) {
        return post.station() ? AT_STATION : ELSEWHERE;
    }

    /** @return of a kind that these pages know */
    static Optional<Mode> of(String kind) {
        return AT_STATION.stream()
                .filter(mode -> mode.kind().name().equals(kind))
                .findFirst();
    }
}
