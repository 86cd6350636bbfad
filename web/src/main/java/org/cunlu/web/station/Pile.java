package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cunlu.logistics.StationParcel;
import org.cunlu.logistics.StationToday.Today;

/** What lies together because the same is to be done with it, in the order of the work. */
public enum Pile {
    COMING("RECEIVE", Today::looseComing),
    UNPACK("UNBAG", Today::toUnpack),
    SHELVE("SHELVE", Today::toShelve),
    WAITING("HAND_OVER", Today::waiting),
    OVERDUE("HAND_OVER", Today::overdue),
    SEND("SORT", Today::toSend),
    BACK("SORT", Today::toSendBack),
    TAKE("RECEIVE", Today::toTakeIn);

    private final String mode;
    private final Function<Today, List<StationParcel>> parcels;

    Pile(String mode, Function<Today, List<StationParcel>> parcels) {
        this.mode = mode;
        this.parcels = parcels;
    }

    static Pile of(@Nullable String name) {
        return Stream.of(values())
                .filter(pile -> pile.name().equals(name))
                .findFirst()
                .orElse(COMING);
    }

    List<StationParcel> of(Today today) {
        return parcels.apply(today);
    }

    /** @return how many parcels lie in it */
    public int count(Today today) {
        return of(today).size();
    }

    /** @return whether it is shown even when it is empty: what stations, or other nodes, look at all day */
    public boolean always(Spot post) {
        return post.station() ? this == SHELVE || this == WAITING || this == SEND : this == SEND;
    }

    /** @return what a scan of it does */
    public String mode() {
        return mode;
    }
}
