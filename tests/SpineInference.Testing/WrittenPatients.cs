using System.Text;

namespace SpineInference.Testing;

/// <summary>Written patients that tests of more than one package start from.</summary>
internal static class WrittenPatients
{
    /// <summary>The documented form.</summary>
    public const string Documented = """
        {"id": "p1", "age": 54, "sex": "male", "setting": "primary-care", "complaint": "leg",
         "left": {"present": ["foot-drop"], "absent": ["tiptoe-walk-impaired"]}, "right": {},
         "present": ["leg-pain-worse-than-back-pain"], "absent": [],
         "values": {"left.achilles-reflex": "reduced", "ankle-brachial-index": 0.95},
         "uncertain": {"left.heel-walk-impaired": 3}}
        """;

    /// <summary>The documented form, and one of the other leg with a graded finding.</summary>
    public static byte[][] Seeds { get; } =
    [
        Encoding.UTF8.GetBytes(Documented),
        "{\"id\": \"x\", \"right\": {\"present\": [\"pain.big-toe\"]}, \"values\": {\"effect-of-sitting\": [\"worse\", \"unchanged\"]}}"u8.ToArray(),
    ];
}
