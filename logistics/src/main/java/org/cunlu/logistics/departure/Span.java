package org.cunlu.logistics.departure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Stretches of one trip that follow each other and of which as much is wanted. @param last included */
record Span(String lineCode, LocalDate serviceDate, int first, int last, Size size) {
    /** @param changes in the order of their keys */
    static List<Span> of(SortedMap<Stretch, Size> changes) {
        var spans = new ArrayList<Span>();
        for (Map.Entry<Stretch, Size> change : changes.entrySet()) {
            Stretch stretch = change.getKey();
            Span before = spans.isEmpty() ? null : spans.getLast();
            if (before != null && before.goesOn(stretch, change.getValue())) {
                spans.set(
                        spans.size() - 1,
                        new Span(before.lineCode, before.serviceDate, before.first, stretch.stop(), before.size));
            } else {
                spans.add(new Span(
                        stretch.lineCode(), stretch.serviceDate(), stretch.stop(), stretch.stop(), change.getValue()));
            }
        }
        return spans;
    }

    private boolean goesOn(Stretch stretch, Size wanted) {
        return lineCode.equals(stretch.lineCode())
                && serviceDate.equals(stretch.serviceDate())
                && last + 1 == stretch.stop()
                && size.equals(wanted);
    }
}
