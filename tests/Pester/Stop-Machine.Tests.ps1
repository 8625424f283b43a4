BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Stop-Machine' {
    BeforeEach { $emulator = Connect-FreshEmulator }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'asks a running machine to stop' {
        (Get-Machine web-1 | Stop-Machine -PassThru).State | Should -Be 'StopRequested'
        Step-VmEmulator 10s
        (Get-Machine web-1).State | Should -Be 'Stopped'
    }

    It 'waits until it has stopped, with -Wait' {
        $fast = Start-VmEmulator -ClockRate 1000
        $connection = Connect-Cudos -Node $fast.Uri
        (Stop-Machine web-1 -Wait -PollSec 0.05 -PassThru -Connection $connection).State | Should -Be 'Stopped'
        $fast | Stop-VmEmulator
    }

    It 'says under -WhatIf that it keeps costing' {
        Get-WhatIfText 'Stop-Machine web-1 -WhatIf; (Get-Machine web-1).State' |
            Should -BeLike '*What if: Stop machine web-1: 7.333333 CUDOS per hour, 4* CUDOS of credit left; it keeps costing.*Running*'
    }

    It 'does what it can where some can''t' {
        $null = New-RunningMachine other
        $stopped = Stop-Machine web-1, nobody, build-cache, db-1, other -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $stopped.Id | Should -Be 'web-1', 'other'
        $failed.FullyQualifiedErrorId | Should -Be 'MachineNotFound,FluenceVm.Cmdlets.StopMachineCommand',
            'NotAllowed,FluenceVm.Cmdlets.StopMachineCommand', 'NotAllowed,FluenceVm.Cmdlets.StopMachineCommand'
        "$($failed[2])" | Should -BeLike '*belongs to*only its owner*'
    }

    It 'looks at the machine as it is now, not as the object was' {
        $machine = Get-Machine web-1
        Stop-Machine web-1
        { $machine | Stop-Machine } | Should -Throw -ErrorId 'NotAllowed,*' -ExpectedMessage '*StopRequested*'
    }

    It 'is unknown if the message got lost on its way, and is not sent again' {
        Set-VmEmulatorFault Execute DropBefore -Count 1
        $before = Get-ExecuteCount
        # The transaction is looked for until a minute has passed; a run that is ended before has sent no second one either.
        $shell = [powershell]::Create().AddScript({
            param($module, $uri) Import-Module $module
            $null = Connect-Cudos -Node $uri
            Stop-Machine web-1
        }).AddArgument($env:FLUENCEVM_MODULE).AddArgument($emulator.Uri)
        $running = $shell.BeginInvoke()
        while ((Get-ExecuteCount) -eq $before) { Start-Sleep -Milliseconds 50 }
        while (@($emulator | Get-VmEmulator -Requests | Where-Object Path -like '/cosmos/tx/*').Count -lt 2) {
            Start-Sleep -Milliseconds 50
        }
        $shell.Stop()
        $running.IsCompleted | Should -BeTrue
        (Get-ExecuteCount) - $before | Should -Be 1
        (Get-Machine web-1).State | Should -Be 'Running'
    }
}
