package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|cs.cn-beijing.aliyuncs.com|false",
                "*|cs.cn-beijing.aliyuncs.com|true",
                "aliyuncs.com|cs.cn-beijing.aliyuncs.com|true",
                ".aliyuncs.com|cs.cn-beijing.aliyuncs.com|true",
                ".aliyuncs.com|aliyuncs.com|true",
                "yuncs.com|cs.cn-beijing.aliyuncs.com|false",
                "example.com, CS.cn-beijing.aliyuncs.com.|cs.cn-beijing.aliyuncs.com|true",
                "a.com b.com|x.b.com|true",
                "10.0.0.0/8|10.200.3.4|true",
                "10.0.0.0/8|11.0.0.1|false",
                "10.0.0.0/33|10.0.0.0|false",
                "192.168.1.7|192.168.1.7|true",
                "192.168.1.7|192.168.1.70|false",
                "0.0.0.0/0|8.8.8.8|true",
                "10.0.0.0/8|10.example.com|false",
                "168.1.7|192.168.1.7|false",
                "300.1.1.1|192.168.1.7|false",
                "fd00::/8|[fd12::1]|true",
                "::1|[::1]|true",
                "fd00::/8|10.0.0.1|false"
            })
    void hasWhatCurlWouldHave(String list, String host, boolean expected) {
        assertEquals(expected, NoProxy.of(list).has(host));
    }
}
