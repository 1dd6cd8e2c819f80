using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Turns a graph into a tape: what is a scalar and what a slot, the order of the steps, slots by liveness.</summary>
internal sealed class TapeAssembler
{
    private readonly ExpressionGraph _graph;
    private readonly TapeLayout _layout;
    private readonly bool[] _needed;
    private readonly bool[] _isScalar;
    private readonly bool[] _needsSeed;
    private readonly int[] _places;
    private readonly List<double> _constants = [];

    private TapeAssembler(ExpressionGraph graph, TapeLayout layout, ReadOnlySpan<int> wanted)
    {
        _graph = graph;
        _layout = layout;
        AddScalarProducts(graph, Substitution.NeededBy(graph, wanted), ScalarsOf(graph, layout));
        _isScalar = ScalarsOf(graph, layout);
        _needed = Substitution.NeededBy(graph, wanted);
        MarkScalarProducts();
        _needsSeed = SeededOf(graph, layout);
        _places = new int[graph.NodeCount];
        Array.Fill(_places, -1);
    }

    /// <summary>Assembles the program of some outputs.</summary>
    /// <param name="graph">The program; receives a few more nodes. Sums that no output needs are left out.</param>
    /// <param name="root">The node of the polynomial.</param>
    /// <param name="outputs">The nodes wanted. Where the layout has a seed they are added to accumulators.</param>
    /// <param name="layout">Where the inputs lie.</param>
    /// <param name="recycle">Whether results share slots; if not, each keeps its own.</param>
    public static Tape Assemble(ExpressionGraph graph, int root, ReadOnlySpan<int> outputs, TapeLayout layout, bool recycle)
    {
        // What is read from outside as a slot must be one, even if it is the same in every lane.
        bool[] isScalar = ScalarsOf(graph, layout);
        int[] wanted = [.. outputs, root];
        foreach (ref int node in wanted.AsSpan())
        {
            if (node != ExpressionGraph.Zero)
            {
                node = isScalar[node] ? graph.Product(node, graph.Evidence(layout.OneLeaf)) : node;
            }
            else if (!layout.HasSeed)
            {
                node = graph.Evidence(layout.ZeroLeaf);
            }
        }

        return new TapeAssembler(graph, layout, wanted).Assemble(wanted[^1], wanted.AsSpan(0, wanted.Length - 1), recycle);
    }

    // Nodes that are the same in every lane.
    private static bool[] ScalarsOf(ExpressionGraph graph, TapeLayout layout)
    {
        var isScalar = new bool[graph.NodeCount];
        for (int node = 0; node < isScalar.Length; node++)
        {
            isScalar[node] = graph.KindOf(node) switch
            {
                NodeKind.Constant => true,
                NodeKind.Parameter => !layout.HasParameterLanes,
                NodeKind.Evidence => false,
                _ => AreScalars(graph.TermsOf(node), isScalar),
            };
        }

        return isScalar;
    }

    private static bool AreScalars(ReadOnlySpan<Term> terms, bool[] isScalar)
    {
        foreach (Term term in terms)
        {
            if (!isScalar[term.X] || !isScalar[term.Y])
            {
                return false;
            }
        }

        return true;
    }

    // A product of two scalars within a sum of slots becomes a scalar of its own.
    private static void AddScalarProducts(ExpressionGraph graph, bool[] needed, bool[] isScalar)
    {
        for (int node = 0; node < isScalar.Length; node++)
        {
            if (needed[node] && !isScalar[node])
            {
                for (int k = 0; k < graph.TermsOf(node).Length; k++)
                {
                    Term term = graph.TermsOf(node)[k];
                    if (isScalar[term.X] && isScalar[term.Y])
                    {
                        graph.Product(term.X, term.Y);
                    }
                }
            }
        }
    }

    private void MarkScalarProducts()
    {
        for (int node = _needed.Length - 1; node >= 0; node--)
        {
            if (!_needed[node] || _isScalar[node])
            {
                continue;
            }

            foreach (Term term in _graph.TermsOf(node))
            {
                if (_isScalar[term.X] && _isScalar[term.Y])
                {
                    _needed[_graph.Product(term.X, term.Y)] = true;
                }
            }
        }
    }

    private static bool[] SeededOf(ExpressionGraph graph, TapeLayout layout)
    {
        var seeded = new bool[graph.NodeCount];
        for (int node = 0; node < seeded.Length; node++)
        {
            seeded[node] = graph.KindOf(node) == NodeKind.Evidence && graph.LeafOf(node) == layout.SeedLeaf;
            foreach (Term term in graph.TermsOf(node))
            {
                seeded[node] |= seeded[term.X] || seeded[term.Y];
            }
        }

        return seeded;
    }

    private Tape Assemble(int root, ReadOnlySpan<int> outputs, bool recycle)
    {
        PlaceLeaves();
        var schedule = new StepScheduler(_graph, _isScalar);
        var prologue = new List<Step>();
        var forward = new List<Step>();
        var backward = new List<Step>();
        HashSet<int> accumulated = _layout.HasSeed ? [.. outputs.ToArray().Where(static o => o != ExpressionGraph.Zero)] : [];
        bool[] isOperand = Operands();
        for (int node = 0; node < _places.Length; node++)
        {
            if (!_needed[node])
            {
                continue;
            }

            if (_graph.KindOf(node) == NodeKind.Sum)
            {
                bool straight = accumulated.Contains(node) && !isOperand[node] && node != root;
                (_isScalar[node] ? prologue : _needsSeed[node] ? backward : forward).Add(schedule.StepOf(node, straight));
                if (straight)
                {
                    continue;
                }
            }

            if (accumulated.Contains(node))
            {
                // Also read by other steps: computed as usual, then added on.
                backward.Add(Step.Copy(node));
            }
        }

        int terms = prologue.Concat(forward).Concat(backward).Sum(static s => s.ScalarTerms + s.SlotTerms);
        int[] prologueRuns = schedule.Order(prologue);
        int[] forwardRuns = schedule.Order(forward);
        int[] backwardRuns = schedule.Order(backward);
        int scalarCount = _layout.FirstScalar + _constants.Count;
        foreach (Step step in prologue)
        {
            _places[step.Node] = scalarCount++;
        }

        var slots = new SlotAssigner(_graph, _isScalar, _places, _layout.FirstResultSlot, recycle);
        slots.Assign([.. forward, .. backward], _layout.HasSeed ? [root] : [.. outputs, root]);
        var accumulatorOf = new Dictionary<int, int>();
        foreach (Step step in backward.Where(static s => s.IsAccumulated))
        {
            accumulatorOf[step.Node] = accumulatorOf.Count;
        }

        bool isNarrow = StepList.IsNarrow(slots.SlotCount, scalarCount, accumulatorOf.Count);
        var encoder = new StepEncoder(_graph, _isScalar, _places, accumulatorOf, _layout.OneSlot, isNarrow);
        return new Tape
        {
            EvidenceCount = _layout.EvidenceCount,
            ParameterCount = _layout.ParameterCount,
            HasParameterLanes = _layout.HasParameterLanes,
            HasSeed = _layout.HasSeed,
            Constants = [.. _constants],
            ScalarCount = scalarCount,
            SlotCount = slots.SlotCount,
            AccumulatorCount = accumulatorOf.Count,
            Prologue = encoder.Encode(prologue, prologueRuns),
            Forward = encoder.Encode(forward, forwardRuns),
            Backward = encoder.Encode(backward, backwardRuns),
            Root = _places[root],
            Outputs = [.. outputs.ToArray().Select(o => !_layout.HasSeed ? _places[o] : accumulatorOf.GetValueOrDefault(o, -1))],
            TermCount = terms,
        };
    }

    private void PlaceLeaves()
    {
        for (int node = 0; node < _places.Length; node++)
        {
            switch (_graph.KindOf(node))
            {
                case NodeKind.Constant when _needed[node] || node <= ExpressionGraph.One:
                    _places[node] = _layout.FirstScalar + _constants.Count;
                    _constants.Add(_graph.ConstantOf(node));
                    break;
                case NodeKind.Evidence:
                    _places[node] = _layout.SlotOfLeaf(_graph.LeafOf(node));
                    break;
                case NodeKind.Parameter:
                    _places[node] = _layout.PlaceOfParameter(_graph.LeafOf(node));
                    break;
            }
        }
    }

    private bool[] Operands()
    {
        var isOperand = new bool[_graph.NodeCount];
        for (int node = 0; node < isOperand.Length; node++)
        {
            if (_needed[node])
            {
                foreach (Term term in _graph.TermsOf(node))
                {
                    isOperand[term.X] = true;
                    isOperand[term.Y] = true;
                }
            }
        }

        return isOperand;
    }
}
