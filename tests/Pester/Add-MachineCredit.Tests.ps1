BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Add-MachineCredit' {
    BeforeEach { $emulator = Connect-FreshEmulator }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'adds an amount' {
        $before = Get-Machine web-1
        $after = Add-MachineCredit web-1 12.5 -PassThru
        $after.Credit - $before.Credit | Should -Be 12.5
        $after.EstimatedEnd | Should -BeGreaterThan $before.EstimatedEnd
    }

    It 'adds the run time that is asked for' {
        $before = Get-Machine build-cache
        $after = Get-Machine build-cache | Add-MachineCredit -Duration 2d -PassThru
        ($after.EstimatedEnd - $before.EstimatedEnd).TotalDays | Should -Be 2
        $after.Credit - $before.Credit | Should -Be 180
    }

    It 'may be for another account''s machine' {
        $before = (Get-Machine db-1).Credit
        (Add-MachineCredit db-1 1 -PassThru).Credit - $before | Should -Be 1
    }

    It 'is an error for a machine that nobody owns' {
        Remove-Machine web-1 -Confirm:$false
        { Add-MachineCredit web-1 1 } | Should -Throw -ErrorId 'NotAllowed,*' -ExpectedMessage '*disowned*'
    }

    It 'is an error for nothing' { { Add-MachineCredit web-1 0 } |
        Should -Throw -ErrorId 'CreditNotPositive,*' -ExpectedMessage '*above zero*' }

    It 'says under -WhatIf what it buys' {
        Get-WhatIfText 'Add-MachineCredit build-cache 7.5 -WhatIf' |
            Should -BeLike ('*What if: Add 7.5 CUDOS to machine build-cache: at 3.75 CUDOS per hour that buys 2 h 0 min more, on top of ' +
                'the * CUDOS that it has.*')
    }

    It 'is an error for a machine that has ended, unless -Force says that it is meant' {
        { Add-MachineCredit train-1 5 } | Should -Throw -ErrorId 'MachineHasEnded,*' -ExpectedMessage '*Failed*-Force*'
        { Add-MachineCredit train-1 5 -WhatIf } | Should -Throw -ErrorId 'MachineHasEnded,*'
        Get-ExecuteCount | Should -Be 0
        (Add-MachineCredit train-1 5 -Force -PassThru).Credit | Should -Be 245
    }

    It 'is an error for more than the account has, with and without -WhatIf' {
        { Add-MachineCredit web-1 10000000 } | Should -Throw -ErrorId 'BalanceTooSmall,*'
        { Add-MachineCredit web-1 10000000 -WhatIf } | Should -Throw -ErrorId 'BalanceTooSmall,*'
        $null = Add-MachineCredit web-1, build-cache 60000 -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.TargetObject.Id | Should -Be 'build-cache'
        Get-ExecuteCount | Should -Be 1
    }

    It 'asks about a round amount, and pays the exact one' {
        Get-WhatIfText 'Add-MachineCredit web-1 -Duration 6h -WhatIf' | Should -BeLike '*What if: Add 44 CUDOS to machine web-1:*'
        $before = (Get-Machine web-1).CreditAcudos
        ((Add-MachineCredit web-1 -Duration 6h -PassThru).CreditAcudos - $before).ToString() | Should -Be '43999999999999999998'
    }

    It 'says with -Verbose what was added' {
        $text = Add-MachineCredit web-1 12.5 -Verbose 4>&1 | Out-String -Width 300
        $text | Should -BeLike '*Machine web-1 got 12.5 CUDOS of credit, on top of the * CUDOS that it had.*transaction*is in a block*'
    }
}

Describe 'Add-MachineCredit with -OrderKey' {
    BeforeEach { $emulator = Connect-FreshEmulator }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'pays once, however often it is run' {
        $before = (Get-Machine web-1).Credit
        1..3 | ForEach-Object { Add-MachineCredit web-1 10 -OrderKey pay-1 }
        (Get-Machine web-1).Credit - $before | Should -Be 10
        Get-ExecuteCount | Should -Be 1
    }

    It 'pays what is missing of several' {
        # The second is refused, because the account can't pay for it.
        Add-MachineCredit web-1, build-cache 60000 -OrderKey pay-2 -ErrorAction SilentlyContinue
        Set-MachineOwner web-1 (Get-SecondOwner) -Confirm:$false
        Remove-Machine train-1 -Confirm:$false
        $second = Get-SecondOwner
        $null = Connect-Cudos -Node $emulator.Uri -Owner $second
        Remove-Machine web-1 -Confirm:$false
        Get-ExecuteCount | Should -Be 4
        $null = Connect-Cudos -Node $emulator.Uri
        Add-MachineCredit web-1, build-cache 60000 -OrderKey pay-2 -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.TargetObject.Id | Should -Be 'build-cache'
        Get-ExecuteCount | Should -Be 4
    }

    It 'refuses the key for another payment' {
        Add-MachineCredit web-1 10 -OrderKey pay-3
        { Add-MachineCredit web-1 11 -OrderKey pay-3 } | Should -Throw -ErrorId 'OrderConflict,*'
        { Add-MachineCredit build-cache 10 -OrderKey pay-3 } | Should -Throw -ErrorId 'OrderConflict,*'
        Get-ExecuteCount | Should -Be 1
    }
}
