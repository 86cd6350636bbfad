package org.cunlu.web.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cunlu.logistics.TourDesk;
import org.cunlu.web.Words;

/**
 * What a plan comes to.
 * @param leftOut stops that no tour has @param broken what does not hold @param pins and {@code apart}: what was said by hand
 * @param notToday names of nodes whose next day is another
 */
public record PlanHead(
        String plan,
        int version,
        String depot,
        String depotName,
        String day,
        TourDesk.State state,
        int stops,
        int tours,
        int vans,
        String km,
        String cost,
        List<Left> leftOut,
        List<String> broken,
        List<String> pins,
        List<String> apart,
        List<String> notToday) {
    public record Left(String stop, String name, List<String> reasons) {}

    public boolean draft() {
        return state == TourDesk.State.DRAFT;
    }

    static String state(TourDesk.State state, Words words) {
        return words.text("dispatch.state." + state.name().toLowerCase(Locale.ROOT));
    }

    public String said(Words words) {
        return state(state, words);
    }

    /** @return plans by id, each as its state and when it was begun */
    static Map<String, String> named(List<TourDesk.Short> plans, Words words) {
        var named = new LinkedHashMap<String, String>();
        plans.forEach(plan -> named.put(plan.plan(), state(plan.state(), words) + " · " + Shown.moment(plan.madeAt())));
        return named;
    }
}
