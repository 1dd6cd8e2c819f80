using System.Collections.Immutable;

namespace SpineInference.Anatomy;

/// <summary>The regions of the body surface: text ids, and the roots and nerves in whose area each lies.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value that is no region, the default
/// included.</para>
/// <para>The roots are those whose sensory area takes in the region or a good part of it. They follow evidence R194 to R199 (sensory
/// columns), R206 (back of the thigh, saddle), R078 to R081 (blocks of single roots); the groin and the buttock follow the nerves of their
/// skin (ilioinguinal and genitofemoral: L1, L2; posterior femoral cutaneous: S1 to S3), and S2 joins S1 on the back of the calf, the
/// sole and the heel, which the tibial nerve and the posterior femoral cutaneous nerve supply from both (standard anatomy: Gray's
/// Anatomy). Areas of neighbouring roots overlap and pain spreads wider than these areas: how often a root is felt where is knowledge of
/// the network (variables <c>pain-territory</c>, <c>sensation-territory</c>), not of this class.</para>
/// </remarks>
public static partial class Regions
{
    extension(Region region)
    {
        /// <summary>The roots in whose sensory area the region lies, from head to tail; at least one. S4 and S5, which share the saddle
        /// with S3, are beyond the roots told here.</summary>
        public ImmutableArray<NerveRoot> Roots => RootsFacts[Ids.PlaceOf(region)];

        /// <summary>The nerves that reach the region's skin; at least one.</summary>
        public ImmutableArray<PeripheralNerve> Nerves
        {
            get
            {
                Ids.Checked(region);
                return [.. PeripheralNerves.All.Where(nerve => nerve.OwnRegions.Contains(region))];
            }
        }
    }
}
