package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.multipart.CompletedFileUpload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GatewayWork;
import org.cunlu.web.Fields;

/** A gateway's form that brings a file. */
final class Handed {
    private static final String MARK = "\uFEFF";

    private Handed() {}

    static Fields fields(@Nullable String node, @Nullable String carrier, @Nullable String key) {
        var all = new HashMap<String, String>();
        all.put("node", node);
        all.put("carrier", carrier);
        all.put("key", key);
        return Fields.of(all);
    }

    /** @throws ProblemException 400 {@code file-missing}, {@code file-too-large} */
    static byte[] bytes(@Nullable CompletedFileUpload file) {
        if (file == null || file.getSize() == 0) {
            throw ProblemException.invalid("file", "file-missing", "请选择文件 · Choose a file");
        }
        if (file.getSize() > GatewayWork.FILE_MAX) {
            throw ProblemException.invalid("file", "file-too-large", "文件过大，请分开上传 · Too large, split the file");
        }
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bar codes and waybills are plain ASCII in each encoding that a spreadsheet writes. */
    static String text(@Nullable CompletedFileUpload file) {
        String text = new String(bytes(file), StandardCharsets.UTF_8);
        return text.startsWith(MARK) ? text.substring(1) : text;
    }
}
