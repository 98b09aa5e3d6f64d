package io.jenkins.plugins.ackedge.bench;

/** What the server says, in the shape of the vendor's documentation of DescribeTaskInfo and ScaleOutCluster. */
final class Answers {
    static final String ACCEPTED = "{\"cluster_id\":\"Cccfd68c474454665ace07efce924abcd\","
            + "\"request_id\":\"687C5BAA-D103-4993-884B-C35E4314A1E1\",\"task_id\":\"T-5fd211e924e1d00787000293\"}";

    private Answers() {}

    /** A scale-out of two nodes in its second stage. */
    static String task(int number) {
        String instances = "{\"data\":\"i-5iqczfxps7csjrxeca070001\",\"status\":\"success\"},"
                + "{\"data\":\"i-5iqczfxps7csjrxeca070002\",\"status\":\"initial\"}";
        return "{\"task_id\":\"T-5fd211e924e1d00787000293\",\"cluster_id\":\"Cccfd68c474454665ace07efce924abcd\","
                + "\"task_type\":\"cluster_scaleout\",\"created\":\"2026-11-26T08:00:00Z\",\"updated\":\""
                + time(number)
                + "\",\"state\":\"running\",\"target\":{\"id\":\"Cccfd68c474454665ace07efce924abcd\",\"type\":\"cluster\"},"
                + "\"current_stage\":\"stage2\",\"parameters\":{\"cloud_type\":\"edge\",\"count\":2},\"stages\":["
                + "{\"name\":\"stage1\",\"message\":\"create instances\",\"state\":\"success\",\"start_time\":"
                + "\"2026-11-26T08:00:01Z\",\"end_time\":\"2026-11-26T08:00:41Z\"},{\"name\":\"stage2\",\"message\":"
                + "\"wait for nodes\",\"state\":\"running\",\"start_time\":\"2026-11-26T08:00:41Z\",\"end_time\":\"\"}],"
                + "\"events\":[{\"level\":\"info\",\"source\":\"ens\",\"action\":\"create\",\"reason\":\"\",\"message\":"
                + "\"instance i-5iqczfxps7csjrxeca070001 has been created\",\"timestamp\":\"2026-11-26T08:00:30Z\"}],"
                + "\"task_result\":[" + instances + "],\"error\":null}";
    }

    private static String time(int number) {
        return String.format("2026-11-26T%02d:%02d:%02dZ", 8 + number / 3600 % 16, number / 60 % 60, number % 60);
    }
}
