BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Wait-Machine' {
    BeforeEach { $emulator = Connect-FreshEmulator }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'is done at once where the machine is there already' {
        (Wait-Machine web-1 -PassThru).Id | Should -Be 'web-1'
        (Wait-Machine build-cache -State Stopped -PassThru).Id | Should -Be 'build-cache'
    }

    It 'waits for a state to come' {
        $fast = Start-VmEmulator -ClockRate 1000
        $connection = Connect-Cudos -Node $fast.Uri
        Stop-Machine web-1 -Connection $connection
        ('web-1', 'build-cache' | Wait-Machine -State Stopped -PollSec 0.05 -PassThru -Connection $connection).Id |
            Sort-Object |
            Should -Be 'build-cache', 'web-1'
        $fast | Stop-VmEmulator
    }

    It 'is an error at once for a machine that failed, with the reason' {
        { Wait-Machine train-1 } | Should -Throw -ErrorId 'WaitFailed,*' -ExpectedMessage '*Failed (no capacity*'
    }

    It 'is an error that names what is billed when the time is up' {
        { Wait-Machine build-cache -TimeoutSec 1 -PollSec 0.1 } | Should -Throw -ErrorId 'WaitTimedOut,*' -ExpectedMessage '*build-cache*'
    }

    It 'refuses a state that no machine ever has, instead of waiting for it' {
        { Wait-Machine web-1 -State Runing } | Should -Throw -ErrorId 'MachineStateUnknown,*' -ExpectedMessage '*Running*'
    }
}
