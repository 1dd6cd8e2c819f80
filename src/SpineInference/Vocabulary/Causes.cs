using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>The causes: text ids and plain names.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value that is no cause, the default
/// included.</remarks>
public static class Causes
{
    internal static readonly TextIds<Cause> Ids = new(
        "cause",
        (Cause.ProlapsedDisc, "prolapsed-disc"),
        (Cause.LumbarSpinalStenosis, "lumbar-spinal-stenosis"),
        (Cause.Spondylolisthesis, "spondylolisthesis"),
        (Cause.CommonFibularNeuropathy, "common-fibular-neuropathy"),
        (Cause.SciaticNeuropathy, "sciatic-neuropathy"),
        (Cause.TibialNeuropathy, "tibial-neuropathy"),
        (Cause.ThighNeuropathy, "thigh-neuropathy"),
        (Cause.Plexopathy, "plexopathy"),
        (Cause.Polyneuropathy, "polyneuropathy"),
        (Cause.VascularClaudication, "vascular-claudication"),
        (Cause.AcuteLimbIschaemia, "acute-limb-ischaemia"),
        (Cause.FootDisorder, "foot-disorder"),
        (Cause.HipOrKneeDisease, "hip-or-knee-disease"),
        (Cause.ReferredPain, "referred-pain"),
        (Cause.OtherCompressive, "other-compressive"),
        (Cause.Central, "central"),
        (Cause.OtherSerious, "other-serious"));

    private static readonly ImmutableArray<string> PlainNames =
    [
        "prolapsed disc",
        "lumbar spinal stenosis (narrow canal)",
        "spondylolisthesis (slipped vertebra)",
        "common fibular nerve at the knee",
        "sciatic nerve in the buttock",
        "tibial nerve at the ankle",
        "nerve of the thigh at the groin",
        "plexus of the leg's nerves",
        "polyneuropathy (many nerves)",
        "vascular claudication (narrow arteries)",
        "acute limb ischaemia (blocked artery)",
        "disorder of the foot itself",
        "disease of the hip or knee",
        "referred pain without nerve injury",
        "another compressive lesion of the canal",
        "brain or spinal cord",
        "other serious disease",
    ];

    /// <summary>All causes, in the network's order.</summary>
    public static ImmutableArray<Cause> All => Ids.All;

    /// <summary>Reads a cause from its text id, such as <c>prolapsed-disc</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such cause; the message lists them.</exception>
    public static Cause Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a cause from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="cause">The cause, or the default.</param>
    /// <returns>Whether there is such a cause.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out Cause cause) => Ids.TryParse(id, out cause);

    extension(Cause cause)
    {
        /// <summary>The stable text id, as in the network's states: <c>prolapsed-disc</c>.</summary>
        public string Id => Ids.IdOf(cause);

        /// <summary>The name in plain words: <c>lumbar spinal stenosis (narrow canal)</c>.</summary>
        public string PlainName => PlainNames[Ids.Checked(cause) - Cause.ProlapsedDisc];
    }
}
