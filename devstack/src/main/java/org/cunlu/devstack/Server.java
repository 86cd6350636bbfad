package org.cunlu.devstack;

import java.util.List;

/** One of the four servers. */
public enum Server {
    /** MariaDB 11.4, or MySQL in a container. */
    DATABASE("数据库", "database", "mariadb", List.of("cunlu.db.url", "cunlu.db.user", "cunlu.db.password")),
    /** Redis. */
    CACHE("缓存", "cache", "redis", List.of("cunlu.redis.uri")),
    /** Apache Qpid, or RabbitMQ in a container; both speak AMQP 0-9-1. */
    BROKER("消息代理", "broker", "amqp", List.of("cunlu.amqp.uri")),
    /** Elasticsearch. */
    SEARCH("搜索引擎", "search", "es", List.of("cunlu.es.url"));

    private final String chinese;
    private final String english;
    private final String option;
    private final List<String> keys;

    Server(String chinese, String english, String option, List<String> keys) {
        this.chinese = chinese;
        this.english = english;
        this.option = option;
        this.keys = keys;
    }

    /** Its name for people: Chinese, then English. */
    public String title() {
        return chinese + " " + english;
    }

    /** Its short name in options ({@code --mariadb-port}), folders and log files. */
    public String option() {
        return option;
    }

    /** The configuration keys that must all be set for the server to count as named by configuration. */
    public List<String> keys() {
        return keys;
    }
}
