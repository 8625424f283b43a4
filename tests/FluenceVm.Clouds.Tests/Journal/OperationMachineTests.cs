using FluenceVm.Clouds.Journal;
using FluenceVm.Model.Errors;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Journal;

/// <summary>Whatever happens between any two writes: nothing is carried out twice, and the journal never says what isn't so.</summary>
public sealed class OperationMachineTests
{
    /// <summary>What happens to one attempt.</summary>
    public enum Fate
    {
        Answered,
        Refused,
        LostAfter,
        LostBefore,
        ArrivesLate,
        GatewayFailsAfter,
        DiesAfterPlan,
        DiesBeforeSend,
        DiesAfterSend,
        DiskFullAfter,
    }

    [Fact]
    public void No_interleaving_carries_anything_out_twice_or_tells_a_lie()
    {
        var moves =
            from account in Gen.Elements(JournalFolder.Mine, JournalFolder.Theirs)
            from key in Gen.Choose(0, 2)
            from asked in Gen.Frequency((9, Gen.Constant("web")), (1, Gen.Constant("db")))
            from fate in Gen.Elements(Enum.GetValues<Fate>())
            from judge in Gen.Elements(true, false)
            from rival in Gen.Elements(true, false)
            from gone in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Move(account, $"key-{key}", asked, fate, judge, rival, gone);
        var property = Prop.ForAll(moves.ListOf().ToArbitrary(), list =>
        {
            using var world = new World();
            foreach (var move in list)
            {
                world.RunAsync(move).GetAwaiter().GetResult();
                world.Verify();
            }
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(40), property);
    }

    private sealed record Move(Account Account, string Key, string Asked, Fate Fate, bool Judge, bool Rival, bool Gone);

    /// <summary>A process that died.</summary>
    private sealed class DeathException : Exception;

    private sealed class World : IDisposable
    {
        private readonly JournalFolder _folder = new();

        // What the service carried out, by the operation that asked for it.
        private readonly Dictionary<string, List<string>> _carriedOut = [];

        // What is still on its way there, and what somebody removed again.
        private readonly List<Operation> _late = [];
        private readonly HashSet<string> _gone = [];

        public void Dispose() => _folder.Dispose();

        public async Task RunAsync(Move move)
        {
            var others = Others(move.Account);
            DeliverLateOnes(move);
            try
            {
                using var run = _folder.Of(move.Account).Begin(OperationKind.Order, move.Key, move.Asked);
                if (move.Rival)
                {
                    // Another process with the same order finds it taken, whatever this one is doing.
                    Assert.Throws<OrderConflictException>(() => _folder.Of(move.Account).Begin(OperationKind.Order, move.Key, move.Asked));
                }
                await CarryOutAsync(run, move);
            }
            catch (NotRecordedException exception)
            {
                Assert.Equal(_carriedOut.Values.Last(), exception.Ids);
            }
            catch (Exception seen) when (seen is OrderConflictException or DeathException or TimeoutException or FluenceApiException)
            {
                // What a user sees; what counts is what the files say.
            }
            Assert.Equal(others, Others(move.Account));
        }

        public void Verify()
        {
            var operations = _folder.Home.All();
            Assert.All(_carriedOut, pair => Assert.Single(pair.Value));
            foreach (var operation in operations)
            {
                var truth = _carriedOut.GetValueOrDefault(operation.Id) ?? [];
                Assert.True(
                    operation.Steps.Single().Outcome switch
                    {
                        StepOutcome.Done => truth.SequenceEqual(operation.Ids),
                        StepOutcome.Pending or StepOutcome.Refused => truth.Count == 0,
                        _ => true,
                    },
                    $"'{operation.Key}' is {operation.Steps.Single()}; true are {string.Join(", ", truth)}.");
            }
            Assert.All(_carriedOut.Keys, id => Assert.Contains(operations, operation => operation.Id == id));
            var owned = operations.SelectMany(operation => operation.Ids).ToArray();
            Assert.Equal(owned.Distinct(), owned);
            Assert.All(operations, operation => Assert.All(operation.Gone, id => Assert.Contains(id, _gone)));
        }

        private void DeliverLateOnes(Move move)
        {
            if (move.Judge)
            {
                _late.ForEach(operation => CarryOut(operation));
                _late.Clear();
            }
            var mine = _folder.Of(move.Account).All().SelectMany(operation => operation.Ids).ToArray();
            if (move.Gone && mine.Length > 0)
            {
                _gone.Add(mine[0]);
                _folder.Of(move.Account).NoteGone([mine[0]]);
            }
        }

        private string[] Others(Account mine) =>
            [.. _folder.Home.All().Where(other => other.Account != mine).Select(other => $"{other.Id} {other.ChangedAt:O}")];

        private async Task CarryOutAsync(OperationRun run, Move move)
        {
            _folder.Time.Advance(TimeSpan.FromSeconds(1));
            if (run.Operation.IsDone)
            {
                return;
            }
            if (run.Operation.IsOpen)
            {
                if (move.Judge)
                {
                    Judge(run);
                }
                return;
            }
            run.Plan(null, new OperationStep { Name = "create" });
            if (move.Fate == Fate.DiesAfterPlan)
            {
                throw new DeathException();
            }
            await SendAsync(run, move.Fate);
        }

        private void Judge(OperationRun run)
        {
            if (_carriedOut.TryGetValue(run.Operation.Id, out var truth))
            {
                run.Done("create", truth);
            }
            else
            {
                run.Refused("create", "not there");
            }
        }

        private async Task SendAsync(OperationRun run, Fate fate)
        {
            if (fate is Fate.DiesBeforeSend or Fate.DiesAfterSend)
            {
                run.Sending("create");
                if (fate == Fate.DiesAfterSend)
                {
                    CarryOut(run.Operation);
                }
                throw new DeathException();
            }
            var file = _folder.Files().Single(path => File.ReadAllText(path).Contains(run.Operation.Id, StringComparison.Ordinal));
            var draft = file + ".new";
            try
            {
                await run.SendAsync("create", _ => Task.FromResult(Answer(run.Operation, fate, draft)), id => [id], default);
            }
            finally
            {
                if (Directory.Exists(draft))
                {
                    Directory.Delete(draft);
                }
            }
        }

        private string Answer(Operation operation, Fate fate, string draft)
        {
            switch (fate)
            {
                case Fate.Refused:
                    throw new FluenceApiException(422, "no", "POST", "/vms/v3") { IsServicesOwn = true };
                case Fate.ArrivesLate:
                    _late.Add(operation);
                    throw new TimeoutException();
                case Fate.LostBefore:
                    throw new TimeoutException();
            }
            var id = CarryOut(operation);
            switch (fate)
            {
                case Fate.LostAfter:
                    throw new TimeoutException();
                case Fate.GatewayFailsAfter:
                    throw new FluenceApiException(408, "<html>", "POST", "/vms/v3");
                case Fate.DiskFullAfter:
                    Directory.CreateDirectory(draft);
                    break;
            }
            return id;
        }

        private string CarryOut(Operation operation)
        {
            var id = $"vm-{_carriedOut.Count}";
            _carriedOut.TryAdd(operation.Id, []);
            _carriedOut[operation.Id].Add(id);
            return id;
        }
    }
}
