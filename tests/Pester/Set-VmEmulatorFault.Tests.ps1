BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Set-VmEmulatorFault' {
    BeforeEach {
        $emulator = Connect-TestEmulator -ClockRate 0
        $address = "$($emulator.Uri)marketplace/countries"
        function Get-Status([string] $Address = $address) {
            try { [int](Send-TestRequest $Address $emulator.ApiKey).StatusCode } catch { 'cut off' }
        }
    }
    AfterEach { Disconnect-TestEmulator }

    It 'Status answers the status, as often as said' {
        Set-VmEmulatorFault ListCatalog Status -StatusCode 418 -Count 2
        1..3 | ForEach-Object { Get-Status } | Should -Be 418, 418, 200
    }

    It 'Throttle says when to come back' {
        Set-VmEmulatorFault ListCatalog Throttle -RetryAfterSec 7 -Count 1
        $answer = Send-TestRequest $address $emulator.ApiKey
        [int]$answer.StatusCode | Should -Be 429
        $answer.Headers.RetryAfter.ToString() | Should -Be '7'
        Set-VmEmulatorFault UpdateVm Throttle -RetryAfterSec 3600
        $failed = { Set-FluenceVm web-1 -NewName later } | Should -Throw -ErrorId 'TooManyRequests,*' -PassThru
        "$failed" | Should -BeLike '*changed nothing*3600 seconds*'
    }

    It 'DropBefore changes nothing, DropAfter changes' {
        Set-VmEmulatorFault UpdateVm DropBefore
        { Set-FluenceVm web-1 -NewName before } | Should -Throw -ErrorId 'ConnectionLost,*'
        Get-FluenceVm before* | Should -BeNullOrEmpty
        Clear-VmEmulatorFault
        Set-VmEmulatorFault UpdateVm DropAfter
        { Set-FluenceVm web-1 -NewName after } | Should -Throw -ErrorId 'ConnectionLost,*'
        (Get-FluenceVm after).Name | Should -Be 'after'
    }

    It 'Garbage is not JSON' {
        Set-VmEmulatorFault ListCatalog Garbage -Count 1
        { Get-FluenceCountry } | Should -Throw -ErrorId 'InvalidResponse,*'
        Get-FluenceCountry | Should -Contain 'PL'
    }

    It 'Delay answers late, and well' {
        Set-VmEmulatorFault ListCatalog Delay -DelaySec 0.2 -Count 1
        Get-FluenceCountry | Should -Contain 'PL'
        (Get-Request ListCatalog)[-1].Duration.TotalSeconds | Should -BeGreaterThan 0.15
    }

    It 'strikes the same requests by the same seed, and others by another' {
        $runs = foreach ($seed in 5, 5, 6) {
            Clear-VmEmulatorFault
            Set-VmEmulatorFault ListCatalog Status -Probability 0.5 -Seed $seed
            -join (1..24 | ForEach-Object { if ((Get-Status) -eq 200) { '.' } else { 'x' } })
        }
        $runs[0] | Should -Match 'x'
        $runs[0] | Should -Match '\.'
        $runs[1] | Should -Be $runs[0]
        $runs[2] | Should -Not -Be $runs[0]
    }

    It 'strikes every operation by *' {
        Set-VmEmulatorFault * Status -StatusCode 418
        Get-Status | Should -Be 418
        Get-Status "$($emulator.Uri)vms/v3" | Should -Be 418
    }

    It 'is listed by Get-VmEmulator, with how often it has struck' {
        $told = Set-VmEmulatorFault ListCatalog Status -Count 3 -PassThru
        $told | Should -BeOfType FluenceVm.Model.VmEmulatorInfo
        Set-VmEmulatorFault CreateVm DropAfter -Probability 0.1
        $null = Get-Status
        $faults = (Get-VmEmulator).Faults
        $faults.Count | Should -Be 2
        "$($faults[0])", $faults[0].Count, $faults[0].Struck | Should -Be 'ListCatalog: Status', 3, 1
        $faults[1].Kind, $faults[1].Probability, $faults[1].Count | Should -Be 'DropAfter', 0.1, $null
    }

    It 'StatusAfter answers a status although the change is made, with a body of a gateway' {
        Set-VmEmulatorFault UpdateVm StatusAfter -StatusCode 504 -Body Html -RetryAfterSec 0 -Count 4
        { Set-FluenceVm web-1 -NewName after } | Should -Throw
        (Get-FluenceVm after).Name | Should -Be 'after'
        $fault = (Get-VmEmulator).Faults[0]
        $fault.StatusCode, $fault.Body, $fault.RetryAfter, $fault.Delay | Should -Be 504, 'Html', ([timespan]::Zero), $null
    }

    It 'strikes requests by their numbers, and every nth' {
        Set-VmEmulatorFault ListCatalog Status -StatusCode 418 -Nth 2, 3
        1..4 | ForEach-Object { Get-Status } | Should -Be 200, 418, 418, 200
        Set-VmEmulatorFault ListCatalog Status -StatusCode 418 -Every 2
        1..4 | ForEach-Object { Get-Status } | Should -Be 200, 418, 200, 418
        $fault = (Get-VmEmulator).Faults[0]
        $fault.Every, $fault.Nth.Count, $fault.Seen, $fault.Struck | Should -Be 2, 0, 4, 2
    }

    It 'Lag shows an earlier list' {
        Set-VmEmulatorFault ListVms Lag -LagSec 60
        Get-FluenceVm web-2 | Set-FluenceVm -NewName late
        Get-FluenceVm late* | Should -BeNullOrEmpty
        Step-VmEmulator 2m
        (Get-FluenceVm late).Name | Should -Be 'late'
        Set-VmEmulatorFault ListVms Lag -LagChanges 1
        $fault = (Get-VmEmulator).Faults[0]
        $fault.Lag, $fault.LagChanges | Should -Be $null, 1
    }

    It 'knows every operation on the page of fidelity' {
        $page = Get-Content "$PSScriptRoot/../../docs/fidelity.md" | Select-String '^\| `[^`]+` \| (\w+) \|'
        $operations = $page.Matches.ForEach{ $_.Groups[1].Value } | Sort-Object -Unique
        $known = (Get-Command Set-VmEmulatorFault).Parameters.Operation.Attributes.ValidValues
        $operations.Count | Should -BeGreaterThan 10
        $operations | Should -BeIn $known
        $known | ForEach-Object { Set-VmEmulatorFault $_ Status }
        $emulator.Faults.Count | Should -Be $known.Count
    }

    It 'takes the emulator from the pipeline' {
        $other = Start-VmEmulator
        $other | Set-VmEmulatorFault ListCatalog Status
        $other.Faults.Count, $emulator.Faults.Count | Should -Be 1, 0
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'an operation that is not there'; With = @{ Operation = 'NoSuch'; Kind = 'Status' }; Says = '*NoSuch*ListVms*' }
        @{ Case = 'a kind that is not there'; With = @{ Operation = 'ListVms'; Kind = 'NoSuch' }; Says = '*NoSuch*DropBefore*' }
        @{ Case = 'a success'; With = @{ Operation = 'ListVms'; Kind = 'Status'; StatusCode = 200 }; Says = '*200*400*' }
        @{ Case = 'a probability above 1'; With = @{ Operation = 'ListVms'; Kind = 'Status'; Probability = 1.5 }; Says = '*1.5*' }
        @{ Case = 'the request before the first'; With = @{ Operation = 'ListVms'; Kind = 'Status'; Nth = 0 }; Says = '*0*' }
        @{
            Case = 'numbers and every nth at once'
            With = @{ Operation = 'ListVms'; Kind = 'Status'; Nth = 1; Every = 2 }
            Says = '*not both*'
        }
        @{
            Case = 'a cut that the kind has not'
            With = @{ Operation = 'CreateVm'; Kind = 'Half'; CutAfter = 1 }
            Says = '*StatusAfter and DropAfter*'
        }
        @{ Case = 'no times'; With = @{ Operation = 'ListVms'; Kind = 'Status'; Count = 0 }; Says = '*0*' }
    ) {
        { Set-VmEmulatorFault @With } | Should -Throw -ExpectedMessage $Says
        $emulator.Faults | Should -BeNullOrEmpty
    }
}

