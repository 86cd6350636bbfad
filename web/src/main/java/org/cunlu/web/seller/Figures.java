package org.cunlu.web.seller;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.orders.LiveConsole;

/**
 * What changes by itself while a session is on air.
 * @param slot that is on air; null while none is
 * @param perSecond pieces of it that are sold a second, over the last ten seconds at most
 * @param ask address at which to look again
 * @param soldFen of the whole session
 */
public record Figures(
        @Nullable LiveConsole.SlotView slot, String perSecond, String ask, long soldFen, long soldPieces) {
    /** @return pieces of the slot that nobody has */
    public long left() {
        return slot == null ? 0 : Math.max(0, slot.pieces() - slot.drawn());
    }
}
