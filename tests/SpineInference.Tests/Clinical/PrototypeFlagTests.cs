using System.Text;
using System.Text.Json.Nodes;

namespace SpineInference.Tests.Clinical;

/// <summary>The prototype patients: every flag that must fire fires, and none that must not.</summary>
public class PrototypeFlagTests
{
    [SkippableFact]
    public void Prototypes_FlagsThatMustFire_Fire_AndNoneThatMustNot()
    {
        string[] lines = File.ReadAllLines(TestData.Require("prototypes/prototypes.jsonl"));
        var faults = new List<string>();
        int judged = 0;
        foreach (JsonNode prototype in lines.Where(static l => l.Length > 0).Select(static l => JsonNode.Parse(l)!))
        {
            Patient patient = PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(prototype["patient"]!.ToJsonString()), "prototype").Patient;
            string[] fired = [.. patient.Diagnose().RedFlags.Select(static f => f.Id)];
            string[] wanted = Names(prototype, "flags");
            string[] unwanted = Names(prototype, "noflags");
            judged += wanted.Length + unwanted.Length;
            faults.AddRange(wanted.Where(w => w == "ANY" ? fired.Length == 0 : !fired.Contains(w)).Select(w => $"{prototype["id"]}: {w} must fire; fired: {string.Join(", ", fired)}"));
            faults.AddRange(unwanted.Where(fired.Contains).Select(w => $"{prototype["id"]}: {w} must not fire"));
        }

        Assert.Empty(faults);
        Assert.True(judged >= 18);
    }

    private static string[] Names(JsonNode prototype, string field) =>
        [.. (prototype["expect"]![field] as JsonArray ?? []).Select(static n => n!.GetValue<string>())];
}
