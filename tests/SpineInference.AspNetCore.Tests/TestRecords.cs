namespace SpineInference.AspNetCore.Tests;

/// <summary>Health records of the tests.</summary>
internal static class TestRecords
{
    public static string Patient(string id) => $$"""{"resourceType": "Patient", "id": "{{id}}", "gender": "male", "birthDate": "1970-02-01"}""";

    public static string Finding(string id, string observation, string code, string value = "\"valueBoolean\": true") => $$$"""
        {"resourceType": "Observation", "id": "{{{observation}}}", "status": "final", "subject": {"reference": "Patient/{{{id}}}"}, "effectiveDateTime": "2024-05-03",
         "code": {"coding": [{"system": "urn:spineinference:finding", "code": "{{{code}}}"}]}, {{{value}}}}
        """;

    public static string Unknown(string id) => $$$"""
        {"resourceType": "Observation", "id": "u1", "status": "final", "subject": {"reference": "Patient/{{{id}}}"}, "effectiveDateTime": "2024-05-03",
         "code": {"coding": [{"system": "urn:example:unknown", "code": "1234"}]}, "valueBoolean": true}
        """;

    public static string Bundle(string id, params string[] more) =>
        BundleOf([Patient(id), Finding(id, "o1", "left.foot-drop"), Finding(id, "o2", "left.leg-pain"), .. more]);

    public static string ContradictoryBundle(string id) => BundleOf([Patient(id), Finding(id, "o1", "left.foot-drop"), Finding(id, "o2", "left.foot-drop", "\"valueBoolean\": false")]);

    public static string BundleOf(params string[] resources) =>
        $$"""{"resourceType": "Bundle", "type": "collection", "entry": [{{string.Join(", ", resources.Select(static r => $"{{\"resource\": {r}}}"))}}]}""";

    public static string Call(string hook, string id, string? observations = null, string conditions = """{"resourceType": "Bundle", "type": "searchset", "entry": []}""")
    {
        observations ??= BundleOf(Finding(id, "o1", "left.foot-drop"), Finding(id, "o2", "urinary-retention"));
        return $$"""
            {"hook": "{{hook}}", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", "fhirServer": "http://127.0.0.1:9/fhir",
             "context": {"userId": "Practitioner/example", "patientId": "{{id}}"},
             "prefetch": {"patient": {{Patient(id)}}, "conditions": {{conditions}}, "observations": {{observations}} }
            }
            """;
    }
}
