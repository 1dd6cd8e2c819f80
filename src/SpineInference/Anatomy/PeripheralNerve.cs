using System.Collections.Immutable;

namespace SpineInference.Anatomy;

/// <summary>A nerve beyond the spine: the roots it is made of, where it comes from, its way, and what it supplies.</summary>
/// <remarks>The nerves form a directed graph without cycles: most have one origin, those of the plexus none, the sural nerve two. All
/// instances stand in <see cref="PeripheralNerves"/>. Immutable and safe for concurrent use; equality is by reference.</remarks>
public sealed class PeripheralNerve
{
    internal PeripheralNerve(
        string id,
        string name,
        ImmutableArray<NerveRoot> roots,
        ImmutableArray<PeripheralNerve> origins,
        ImmutableArray<Muscle> ownMuscles,
        ImmutableArray<Region> ownRegions,
        ImmutableArray<CoursePoint> course)
    {
        Id = id;
        Name = name;
        Roots = roots;
        Origins = origins;
        OwnMuscles = ownMuscles;
        OwnRegions = ownRegions;
        Course = course;
    }

    /// <summary>The stable text id: <c>common-fibular</c>.</summary>
    public string Id { get; }

    /// <summary>The name: <c>Common fibular nerve</c>.</summary>
    public string Name { get; }

    /// <summary>The roots that send fibres into the nerve, from head to tail. S4, part of the pudendal nerve alone, is beyond the roots
    /// told here.</summary>
    public ImmutableArray<NerveRoot> Roots { get; }

    /// <summary>The nerves it branches from: none for a nerve of the plexus, two for the sural nerve.</summary>
    public ImmutableArray<PeripheralNerve> Origins { get; }

    /// <summary>The nerves that branch from it directly; O(number of nerves).</summary>
    public ImmutableArray<PeripheralNerve> Branches => [.. PeripheralNerves.All.Where(nerve => nerve.Origins.Contains(this))];

    /// <summary>The places it passes itself, from its origin on, in order.</summary>
    public ImmutableArray<CoursePoint> Course { get; }

    /// <summary>The places from the plexus to its end: those of its first origin, and of that one's, before its own.</summary>
    public ImmutableArray<CoursePoint> CourseFromPlexus => Origins.IsEmpty ? Course : [.. Origins[0].CourseFromPlexus, .. Course];

    /// <summary>The muscles it enters itself, leaving those of its branches out.</summary>
    public ImmutableArray<Muscle> OwnMuscles { get; }

    /// <summary>The regions of skin it reaches itself, leaving those of its branches out.</summary>
    public ImmutableArray<Region> OwnRegions { get; }

    /// <summary>The muscles it supplies, itself or through its branches, each once and in order.</summary>
    public ImmutableArray<Muscle> Muscles => [.. WithBranches().SelectMany(static nerve => nerve.OwnMuscles).Distinct().Order()];

    /// <summary>The regions of skin it supplies, itself or through its branches, each once and in order: its territory.</summary>
    public ImmutableArray<Region> Regions => [.. WithBranches().SelectMany(static nerve => nerve.OwnRegions).Distinct().Order()];

    /// <summary>The nerve and all that branches from it, at any depth, each once and before its own branches.</summary>
    /// <returns>The nerves, this one first.</returns>
    public ImmutableArray<PeripheralNerve> WithBranches() =>
        [.. PeripheralNerves.All.Where(nerve => nerve == this || nerve.ComesFrom(this))];

    /// <summary>Whether it branches, at any depth, from another nerve.</summary>
    /// <param name="other">The other nerve. No nerve comes from itself.</param>
    /// <returns>Whether it does.</returns>
    public bool ComesFrom(PeripheralNerve other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Origins.Any(origin => origin == other || origin.ComesFrom(other));
    }

    /// <summary>The name and the roots: <c>Sural nerve (S1, S2)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} ({string.Join(", ", Roots)})";
}
