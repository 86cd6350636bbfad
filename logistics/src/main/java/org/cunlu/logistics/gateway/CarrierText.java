package org.cunlu.logistics.gateway;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A carrier's file as text. It is UTF-8 when it begins with that mark, or when most of its lines that are not plain ASCII can be
 * read so; else GB 18030, which holds GBK and GB 2312. A line that cannot be read has U+FFFD where it cannot, so that its row
 * is refused by itself, and the others are taken.
 */
final class CarrierText {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private CarrierText() {}

    static String of(byte[] file) {
        boolean marked = file.length >= MARK.length && file[0] == MARK[0] && file[1] == MARK[1] && file[2] == MARK[2];
        int begin = marked ? MARK.length : 0;
        List<ByteBuffer> lines = lines(file, begin);
        Charset charset = marked || mostlyUtf8(lines) ? StandardCharsets.UTF_8 : GB18030;
        return lines.stream()
                .map(line -> read(line, charset, CodingErrorAction.REPLACE))
                .collect(Collectors.joining("\n"));
    }

    /** Neither encoding has the byte of a line's end within a longer character; a decoder might still swallow it. */
    private static List<ByteBuffer> lines(byte[] file, int begin) {
        var lines = new ArrayList<ByteBuffer>();
        int from = begin;
        for (int i = begin; i < file.length; i++) {
            if (file[i] == '\n') {
                lines.add(ByteBuffer.wrap(file, from, i - from));
                from = i + 1;
            }
        }
        lines.add(ByteBuffer.wrap(file, from, file.length - from));
        return lines;
    }

    /** Words of two characters in GBK may be read as UTF-8 by chance, and a line of a UTF-8 file may be broken: most decide. */
    private static boolean mostlyUtf8(List<ByteBuffer> lines) {
        List<ByteBuffer> telling = lines.stream().filter(line -> !ascii(line)).toList();
        long readable = telling.stream()
                .filter(line -> read(line, StandardCharsets.UTF_8, CodingErrorAction.REPORT) != null)
                .count();
        return 2 * readable > telling.size() || telling.isEmpty();
    }

    private static boolean ascii(ByteBuffer line) {
        for (int i = line.position(); i < line.limit(); i++) {
            if (line.get(i) < 0) {
                return false;
            }
        }
        return true;
    }

    /** @return null when it cannot be read and that is to be reported */
    private static CharBuffer read(ByteBuffer line, Charset charset, CodingErrorAction unreadable) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(unreadable)
                    .onUnmappableCharacter(unreadable)
                    .decode(line.duplicate());
        } catch (CharacterCodingException _) {
            return null;
        }
    }
}
