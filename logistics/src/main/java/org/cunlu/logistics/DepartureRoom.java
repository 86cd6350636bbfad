package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Room on dated departures, held by orders and by parcels that are under way. A holder is the id of an order; a parcel that
 * belongs to none has one of its own. Each leg has the number that it has with the parcel, from 1.
 */
public interface DepartureRoom {
    /** What is carried by which legs. @param legs in order of travel; none when it stays where it is */
    record Way(List<Leg> legs, Load load) {
        public Way {
            legs = List.copyOf(legs);
        }
    }

    /** A leg for which room is held. @param overflow why it is beyond what the departure takes; null while it is not */
    record Held(int seq, Leg leg, @Nullable Overflow overflow) {}

    /** Why a departure has more than it takes. */
    enum Overflow {
        /** It takes less than it did: luggage, another vehicle, a changed line. */
        SHRUNK,
        /** It was put aboard though there was no room for it. */
        OVERLOADED
    }

    /** What is on a departure from one stop to the next. */
    record Amount(long weightGrams, long volumeCm3, long pieces) {}

    /**
     * While this runs, searches for ways on this thread know what {@link #reckon} told of before: things that are not held yet
     * and shall go together.
     */
    <T> T together(Supplier<T> work);

    /** From now on, within {@link #together}, these legs have so much less room. */
    void reckon(Way way);

    /**
     * While this runs, searches for ways on this thread do not count what a holder holds itself.
     * @param ridden number of the last leg that stays held; those after it count as given back
     */
    <T> T without(String holder, int ridden, Supplier<T> work);

    /** Makes departures known on which nobody held anything yet. Outside of transactions, before {@link #hold}. */
    void prepare(Collection<Leg> legs);

    /**
     * Holds room on every stretch of every leg for all of these, or for none. Joins the caller's transaction, best at its
     * end: what many want is locked until the commit.
     * @param ways by holder, who holds nothing yet
     * @return false when one of the departures is full, closed, or not in the timetable as the leg has it: the caller must
     *     roll back, and then {@link #refresh} before he looks for another way
     */
    boolean hold(String countyCode, Map<String, Way> ways);

    /** Takes over what others hold on these departures, so that the next search for a way knows it. */
    void refresh(Collection<Leg> legs);

    /** Gives back all that these hold; none is fine. Joins the caller's transaction. */
    void free(Collection<String> holders);

    /**
     * Gives back the legs that were not ridden and takes others. Joins the caller's transaction.
     * @param ridden number of the last leg that was ridden or is being ridden; legs after it are given back
     * @param behind number of the last leg that the parcel has, ridden or not; the new ones come after it
     * @return false when there is no room for all of the new ones: then nothing is changed, and the next search for a way
     *     knows it, so that the caller may try again in the same transaction
     */
    boolean move(String countyCode, String holder, int ridden, int behind, Way way);

    /**
     * They are put aboard this trip, whatever they held. Joins the caller's transaction. What there is no room for is held
     * all the same, as {@link Overflow#OVERLOADED}: it is aboard.
     * @param legs number of the leg that they ride, by holder
     * @param loads what these holders are; asked once, for those who held no room there
     */
    void board(String countyCode, Map<String, Integer> legs, Function<Set<String>, Map<String, Load>> loads, Leg trip);

    /**
     * It is as heavy as the scales say, and holds so much on all that it is still to take. Joins the caller's transaction. Where a
     * departure does not take it now, the latest give way as {@link Overflow#SHRUNK}: he first who is heavier than he was.
     * @param ridden number of the last leg that was ridden
     * @param load what it is now
     */
    void reweigh(String holder, int ridden, Load load);

    /** @return what these hold, in the order of the legs; those who hold nothing are absent */
    Map<String, List<Held>> of(Collection<String> holders);

    /**
     * @return the legs that a holder holds when all of them can still be taken: none has left, none is beyond what its
     *     departure takes, the timetable has them, each is reached from the one before, and nothing on them is closed; else, or when it holds none, empty
     */
    Optional<List<Leg>> standing(String holder, Instant now);
}
