package org.cunlu.kernel.text;

/** Text that people read as it stands: nothing hidden, nothing that turns its direction, no markup. */
public final class PlainText {
    private PlainText() {}

    /** @return whether people can read it: no control or format characters (so none that turns direction), no broken or unassigned ones */
    public static boolean readable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0xFFFD
                        || switch (Character.getType(c)) {
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.SURROGATE,
                                    Character.PRIVATE_USE,
                                    Character.UNASSIGNED,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR -> true;
                            default -> false;
                        });
    }

    /** @return whether it can be a name on a page: readable, not blank, no angle brackets, at most so many characters */
    public static boolean name(String text, int lengthMax) {
        return text != null
                && !text.isBlank()
                && text.codePointCount(0, text.length()) <= lengthMax
                && text.indexOf('<') < 0
                && text.indexOf('>') < 0
                && readable(text);
    }
}
