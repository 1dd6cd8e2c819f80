using System.Numerics;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>A hash-consed graph of expressions whose only operation is n = Σᵢ xᵢ·yᵢ.</summary>
/// <remarks>
/// <para>Leaves are constants, evidence indicators and live parameters. Constants are folded, terms with a zero dropped, x·1 is x
/// itself, and terms that differ in a constant factor alone are added up; equal expressions are one node. Operands always have smaller
/// numbers than the node that reads them, so the numbering is a topological order.</para>
/// <para>Two constants have fixed numbers: <see cref="Zero"/> and <see cref="One"/>. Mutable; not safe for concurrent use.</para>
/// </remarks>
internal sealed class ExpressionGraph
{
    /// <summary>The constant 0.</summary>
    public const int Zero = 0;

    /// <summary>The constant 1.</summary>
    public const int One = 1;

    // A folded sum of a probability row misses 1 by rounding; taken as 1 it folds on.
    private const double UnitTolerance = 1e-14;

    private readonly Dictionary<long, int> _constants = [];
    private readonly Dictionary<int, int> _evidence = [];
    private readonly Dictionary<int, int> _parameters = [];
    private readonly List<double> _constantValues = [];

    private NodeKind[] _kinds = new NodeKind[1024];
    private int[] _payloads = new int[1024];
    private int[] _termCounts = new int[1024];
    private int _count;

    private Term[] _terms = new Term[4096];
    private int _termCount;

    private int[] _buckets = new int[4096];
    private int _sumCount;

    private Term[] _draft = new Term[64];
    private int _draftCount;

    /// <summary>Creates a graph of the constants 0 and 1.</summary>
    public ExpressionGraph()
    {
        Constant(0);
        Constant(1);
    }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => _count;

    /// <summary>How many terms all sums have together: the length of the program.</summary>
    public int TermCount => _termCount;

    /// <summary>What a node is.</summary>
    public NodeKind KindOf(int node) => _kinds[node];

    /// <summary>The value of a constant.</summary>
    public double ConstantOf(int node) => _constantValues[_payloads[node]];

    /// <summary>The index given to an evidence or parameter leaf.</summary>
    public int LeafOf(int node) => _payloads[node];

    /// <summary>The terms of a sum; empty for a leaf. Valid until the next node is added.</summary>
    public ReadOnlySpan<Term> TermsOf(int node) =>
        _kinds[node] == NodeKind.Sum ? _terms.AsSpan(_payloads[node], _termCounts[node]) : default;

    /// <summary>A constant.</summary>
    public int Constant(double constant)
    {
        long bits = BitConverter.DoubleToInt64Bits(constant == 0 ? 0.0 : constant);
        if (!_constants.TryGetValue(bits, out int node))
        {
            _constantValues.Add(constant);
            node = AddNode(NodeKind.Constant, _constantValues.Count - 1, 0);
            _constants.Add(bits, node);
        }

        return node;
    }

    /// <summary>The indicator (or likelihood) of one state of one variable.</summary>
    /// <param name="state">Place of the state in the flat layout of all states.</param>
    public int Evidence(int state) => Leaf(_evidence, NodeKind.Evidence, state);

    /// <summary>A live parameter.</summary>
    /// <param name="leaf">Number of the parameter leaf.</param>
    public int Parameter(int leaf) => Leaf(_parameters, NodeKind.Parameter, leaf);

    /// <summary>The product x·y.</summary>
    public int Product(int x, int y)
    {
        Begin();
        Add(x, y);
        return End();
    }

    /// <summary>Starts a sum.</summary>
    public void Begin() => _draftCount = 0;

    /// <summary>Adds the term x·y to the sum that was begun.</summary>
    public void Add(int x, int y)
    {
        if (x == Zero || y == Zero)
        {
            return;
        }

        if (_draftCount == _draft.Length)
        {
            Array.Resize(ref _draft, 2 * _draftCount);
        }

        // A constant stands first; otherwise the smaller number does.
        bool xIsConstant = _kinds[x] == NodeKind.Constant;
        bool yIsConstant = _kinds[y] == NodeKind.Constant;
        _draft[_draftCount++] = xIsConstant != yIsConstant
            ? xIsConstant ? new Term(x, y) : new Term(y, x)
            : x <= y ? new Term(x, y) : new Term(y, x);
    }

    /// <summary>Ends the sum that was begun.</summary>
    /// <returns>The node of the sum; one that exists already if it is equal.</returns>
    public int End()
    {
        FoldDraft();
        if (_draftCount == 0)
        {
            return Zero;
        }

        if (_draftCount == 1 && _draft[0].X == One)
        {
            return _draft[0].Y;
        }

        return Intern(_draft.AsSpan(0, _draftCount));
    }

    // Leaves in the draft, sorted: terms without a constant factor, and at most one term for each y with one.
    private void FoldDraft()
    {
        Span<Term> draft = _draft.AsSpan(0, _draftCount);
        if (draft.Length == 1)
        {
            if (_kinds[draft[0].Y] == NodeKind.Constant)
            {
                draft[0] = new Term(One, Constant(ConstantOf(draft[0].X) * ConstantOf(draft[0].Y)));
            }

            return;
        }

        draft.Sort();
        double constant = 0;
        int kept = 0;
        for (int i = 0; i < draft.Length;)
        {
            Term term = draft[i++];
            if (_kinds[term.X] != NodeKind.Constant)
            {
                draft[kept++] = term;
                continue;
            }

            double factor = ConstantOf(term.X);
            bool merged = false;
            while (i < draft.Length && draft[i].Y == term.Y && _kinds[draft[i].X] == NodeKind.Constant)
            {
                factor += ConstantOf(draft[i++].X);
                merged = true;
            }

            if (_kinds[term.Y] == NodeKind.Constant)
            {
                constant += factor * ConstantOf(term.Y);
            }
            else
            {
                draft[kept++] = merged ? new Term(FoldedConstant(factor), term.Y) : term;
            }
        }

        if (constant != 0)
        {
            draft[kept++] = new Term(One, FoldedConstant(constant));
        }

        _draftCount = kept;
    }

    private int FoldedConstant(double constant) => Math.Abs(constant - 1) <= UnitTolerance ? One : Constant(constant);

    private int Intern(ReadOnlySpan<Term> terms)
    {
        if (_sumCount * 2 >= _buckets.Length)
        {
            Rehash();
        }

        int mask = _buckets.Length - 1;
        int bucket = (int)Hash(terms) & mask;
        while (_buckets[bucket] != 0)
        {
            int candidate = _buckets[bucket];
            if (terms.SequenceEqual(_terms.AsSpan(_payloads[candidate], _termCounts[candidate])))
            {
                return candidate;
            }

            bucket = (bucket + 1) & mask;
        }

        if (_termCount + terms.Length > _terms.Length)
        {
            Array.Resize(ref _terms, Math.Max(2 * _terms.Length, _termCount + terms.Length));
        }

        terms.CopyTo(_terms.AsSpan(_termCount));
        int node = AddNode(NodeKind.Sum, _termCount, terms.Length);
        _termCount += terms.Length;
        _buckets[bucket] = node;
        _sumCount++;
        return node;
    }

    private static uint Hash(ReadOnlySpan<Term> terms)
    {
        ulong hash = (ulong)terms.Length;
        foreach (Term term in terms)
        {
            hash = BitOperations.RotateLeft(hash, 23) ^ (((ulong)(uint)term.X << 32) | (uint)term.Y);
            hash *= 0x9E3779B97F4A7C15;
        }

        return (uint)(hash >> 32);
    }

    private void Rehash()
    {
        _buckets = new int[_buckets.Length * 4];
        int mask = _buckets.Length - 1;
        for (int node = 0; node < _count; node++)
        {
            if (_kinds[node] == NodeKind.Sum)
            {
                int bucket = (int)Hash(TermsOf(node)) & mask;
                while (_buckets[bucket] != 0)
                {
                    bucket = (bucket + 1) & mask;
                }

                _buckets[bucket] = node;
            }
        }
    }

    private int Leaf(Dictionary<int, int> leaves, NodeKind kind, int index)
    {
        if (!leaves.TryGetValue(index, out int node))
        {
            node = AddNode(kind, index, 0);
            leaves.Add(index, node);
        }

        return node;
    }

    private int AddNode(NodeKind kind, int payload, int termCount)
    {
        if (_count == _kinds.Length)
        {
            Array.Resize(ref _kinds, 2 * _count);
            Array.Resize(ref _payloads, 2 * _count);
            Array.Resize(ref _termCounts, 2 * _count);
        }

        _kinds[_count] = kind;
        _payloads[_count] = payload;
        _termCounts[_count] = termCount;
        return _count++;
    }
}
