package org.cunlu.orders;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Live sessions for their viewers, read from the database: four statements, however many are asked for. */
public interface LiveShows {
    /** @return those that exist, by id */
    Map<String, LiveShow> find(Collection<String> sessionIds);

    /** @return those that are on air or to come, the earliest first, at most {@code limit} */
    List<LiveShow> current(int limit);
}
