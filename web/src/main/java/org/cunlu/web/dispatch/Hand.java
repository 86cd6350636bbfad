package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.logistics.TourDesk;
import org.cunlu.logistics.TourDesk.Act;
import org.cunlu.logistics.TourDesk.Edit;
import org.cunlu.web.Fields;

/**
 * A stop in a dispatcher's hand, and where he thinks of putting it.
 * @param van where it is now; null where no tour has it
 * @param vans plates by code @param others names of the other stops by id @param apart those of them that it must not meet
 * @param trial what the edit would do; null before one is tried
 */
public record Hand(
        String plan,
        int version,
        String stop,
        String name,
        String opening,
        @Nullable String van,
        boolean pinned,
        Map<String, String> vans,
        Map<String, String> others,
        Map<String, String> apart,
        @Nullable Edit edit,
        @Nullable Tried trial) {
    /** What an edit would cost and break, in the reader's language. */
    public record Tried(
            String cost,
            String km,
            int leftOut,
            boolean cheaper,
            boolean holds,
            List<String> breaks,
            List<String> mends,
            String toPlate) {}

    /** @return the field as the form had it, counted from 1; empty for none */
    public String typed(@Nullable Integer number) {
        return number == null ? "" : String.valueOf(number + 1);
    }

    /** @return null where nothing is to be done; trip and position are counted from 1 in forms and from 0 here */
    @Nullable
    static Edit edit(Fields form) {
        Act act = Stream.of(Act.values())
                .filter(each -> each.name().equals(form.typed("act")))
                .findFirst()
                .orElse(null);
        return act == null
                ? null
                : new TourDesk.Edit(
                        act,
                        form.optional("stop"),
                        form.optional("van"),
                        fromZero(Shown.whole(form, "trip")),
                        fromZero(Shown.whole(form, "position")),
                        form.optional("other"));
    }

    @Nullable
    private static Integer fromZero(@Nullable Integer number) {
        return number == null ? null : number - 1;
    }
}
