package org.cunlu.logistics.label;

import java.util.List;

/** A page as it is to be printed, in millimetres from its upper left corner. */
record Sheet(double width, double height, List<Mark> marks) {
    Sheet {
        marks = List.copyOf(marks);
    }

    /** Something on it. */
    sealed interface Mark {
        double x();

        double y();
    }

    /** One line of text. @param size height of the letters' box @param width what it may take; longer text is cut short */
    record Text(double x, double y, double size, double width, String text) implements Mark {}

    /** Code 128. @param content as {@link Codes#bars} takes it */
    record Bars(double x, double y, double width, double height, String content) implements Mark {}

    /** QR code. */
    record Square(double x, double y, double size, String content) implements Mark {}

    /** A thin line from left to right. */
    record Rule(double x, double y, double width) implements Mark {}
}
