using System.Collections.Immutable;

namespace SpineInference.Anatomy;

/// <summary>The nerve roots: text ids, neighbours, and what each supplies.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value that is no root, the default
/// included. What a root supplies is read from <see cref="Muscles"/>, <see cref="Reflexes"/> and <see cref="Regions"/>, so that each
/// statement stands in one place.</remarks>
public static partial class NerveRoots
{
    /// <summary>The roots whose state is modelled in each leg: L2 to S3.</summary>
    public static ImmutableArray<NerveRoot> Modelled => [.. All.Where(static r => r != NerveRoot.L1)];

    /// <summary>The roots from one to another, both included.</summary>
    /// <param name="first">The highest root.</param>
    /// <param name="last">The lowest root.</param>
    /// <returns>The roots from head to tail; empty where <paramref name="first"/> lies below <paramref name="last"/>.</returns>
    public static ImmutableArray<NerveRoot> RangeOf(NerveRoot first, NerveRoot last)
    {
        Ids.Checked(first);
        Ids.Checked(last);
        return [.. All.Where(root => root >= first && root <= last)];
    }

    extension(NerveRoot root)
    {
        /// <summary>The id in lower case, as in the names of findings: <c>l5</c>.</summary>
        public string Slug => Ids.IdOf(root).ToLowerInvariant();

        /// <summary>The root one higher, or null above L1.</summary>
        public NerveRoot? Above => Ids.Checked(root) > NerveRoot.L1 ? root - 1 : null;

        /// <summary>The root one lower, or null below S3, where the anatomy told here ends.</summary>
        public NerveRoot? Below => Ids.Checked(root) < NerveRoot.S3 ? root + 1 : null;

        /// <summary>The muscles the root supplies, mainly or a little.</summary>
        public ImmutableArray<Muscle> Muscles
        {
            get
            {
                Ids.Checked(root);
                return [.. SpineInference.Anatomy.Muscles.All.Where(muscle => muscle.Roots.All.Contains(root))];
            }
        }

        /// <summary>The reflexes that run through the root, mainly or a little.</summary>
        public ImmutableArray<Reflex> Reflexes
        {
            get
            {
                Ids.Checked(root);
                return [.. SpineInference.Anatomy.Reflexes.All.Where(reflex => reflex.Roots.All.Contains(root))];
            }
        }

        /// <summary>The regions of skin in whose supply the root has a part: its dermatome, coarsely.</summary>
        public ImmutableArray<Region> Regions
        {
            get
            {
                Ids.Checked(root);
                return [.. SpineInference.Anatomy.Regions.All.Where(region => region.Roots.Contains(root))];
            }
        }
    }
}
