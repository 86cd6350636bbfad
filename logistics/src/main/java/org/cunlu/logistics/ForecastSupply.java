package org.cunlu.logistics;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Harvests that are forecast and sold before they are there. What is forecast is promised only here, never to backorders, and
 * stands on no shelf. Orders release what they hold by {@link ExpectedSupply#release}. All methods join the caller's transaction
 * and come before those of {@link StockBook} and {@link Stock} but for {@link #hand}.
 */
public interface ForecastSupply {
    /** An order that waits. @param secured whether it has paid what was asked for */
    record Waiter(String orderId, long pieces, boolean secured) {}

    /** @param forecastId opaque, 13 characters @param on day on which it is expected @param pieces that may be sold */
    void announce(String forecastId, Node node, String skuCode, LocalDate on, long pieces);

    /** Other pieces may be sold. @return false when more are promised already: nothing is changed */
    boolean change(String forecastId, long pieces);

    /** @return pieces promised to orders that wait */
    long promised(String forecastId);

    /** Promises pieces to an order that waits for nothing yet. @return false when fewer are left: the caller must roll back */
    boolean hold(String forecastId, String orderId, long pieces, LocalDate giveUpOn);

    /** It is expected on another day, and waited for until another. */
    void later(String forecastId, LocalDate on, LocalDate giveUpOn);

    /** @return who waits, in the order of placing, then of ids; nobody comes or goes until the transaction has ended */
    List<Waiter> lock(String forecastId);

    /**
     * The harvest is in and shared out; nothing more comes. Who gets nothing hears that it never came ({@link ExpectedGone}).
     * @param given by order, of all that {@link #lock} told of, 0 up to what each waits for
     */
    void divide(String forecastId, Map<String, Long> given);

    /**
     * Once the harvest is in stock: it becomes the orders' before anybody else sees it. Comes last.
     * @param given pieces above 0, by order
     * @param allocated whether these orders are paid
     */
    void hand(String forecastId, Map<String, Long> given, boolean allocated);

    /** Nothing comes: who waits hears it. Repeating it changes nothing. */
    void callOff(String forecastId);
}
